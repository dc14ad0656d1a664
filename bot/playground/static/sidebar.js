// The column on the left: channels, the direct channel with the bot, and who one is.

import { avatar, fill, h, icon } from "./dom.js";
import { bot, isUnread, label, store } from "./store.js";
import { currentLanguage, pick, word } from "./words.js";

const GLYPH = { public: "hash", private: "lock" };

export function drawSidebar(node, go) {
  const { channels, people } = store.state;
  const direct = channels.filter((each) => each.kind === "direct");
  const rooms = channels.filter((each) => each.kind !== "direct");
  const focused = document.activeElement?.dataset?.key;
  node.setAttribute("aria-label", word("menu"));
  fill(node,
    heading(word("channels")),
    h("ul", null, rooms.map((each) => h("li", null, room(each, go)))),
    direct.length > 0 && [heading(word("direct")), h("ul", null, direct.map((each) => h("li", null, room(each, go))))],
    h("div", { class: "grow" }),
    h("fieldset", { class: "cast" },
      h("legend", null, word("people")),
      h("p", null, word("peopleHint")),
      people.filter((each) => !each.is_bot).map((each) => someone(each, go))));
  if (focused) node.querySelector(`[data-key="${focused}"]`)?.focus();
}

const heading = (text) => h("h2", null, text);

function room(each, go) {
  const here = each.id === store.channel;
  const unread = !here && isUnread(each.id);
  const sign = each.kind === "direct" ? avatar(bot(), true) : icon(GLYPH[each.kind]);
  const name = each.kind === "direct" ? bot().name : each.name;
  return h("button", { class: `room${unread ? " unread" : ""}`, "data-key": each.id, "data-channel": each.id, "aria-current": here ? "page" : null, onclick: () => go.channel(each.id) },
    sign, h("span", { class: "name" }, name),
    each.kind === "direct" && h("span", { class: "badge" }, word("app")),
    each.is_shared && h("span", { class: "shared", title: word("shared") }, icon("shared"), h("span", { class: "hidden" }, word("shared"))),
    unread && h("span", { class: "dot", title: label(each) }));
}

function someone(each, go) {
  const box = h("input", { type: "radio", name: "person", value: each.id, "data-key": each.id, checked: each.id === store.person, onchange: () => go.person(each.id) });
  return h("label", { class: "someone" }, box, avatar(each, true), h("span", null, h("b", null, each.name), " ", h("small", { lang: currentLanguage() === "zh" ? "zh" : "en" }, pick(each.title))));
}
