// The column on the left: channels, the direct channel with the bot, and who one is.

import { avatar, fill, h, icon } from "./dom.js";
import { bot, label, store, unread } from "./store.js";
import { currentLanguage, pick, word } from "./words.js";

const GLYPH = { public: "hash", private: "lock" };
let drawn = "";

export function drawSidebar(node, go) {
  const { channels, people } = store.state;
  const mark = JSON.stringify([channels.map((each) => [each.id, unread(each.id)]), people.map((each) => [each.id, each.waiting]), store.person, store.channel, currentLanguage()]);
  if (mark === drawn) return;
  drawn = mark;
  const direct = channels.filter((each) => each.kind === "direct");
  const rooms = channels.filter((each) => each.kind !== "direct");
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.key : "";
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
  const [all, own] = here ? [0, 0] : unread(each.id);
  const sign = each.kind === "direct" ? avatar(bot(), true) : icon(GLYPH[each.kind]);
  const name = each.kind === "direct" ? bot().name : each.name;
  return h("button", { class: `room${all ? " unread" : ""}`, "data-key": each.id, "data-channel": each.id, "aria-current": here ? "page" : null, onclick: () => go.channel(each.id) },
    sign, h("span", { class: "name" }, name),
    each.kind === "direct" && h("span", { class: "badge" }, word("app")),
    each.is_shared && h("span", { class: "shared", title: word("shared") }, icon("shared"), h("span", { class: "hidden" }, word("shared"))),
    own > 0 ? count(own) : all > 0 && h("span", { class: "dot", title: label(each) }));
}

function someone(each, go) {
  const box = h("input", { type: "radio", name: "person", value: each.id, "data-key": each.id, checked: each.id === store.person, onchange: () => go.person(each.id) });
  const waits = each.waiting > 0 && each.id !== store.person;
  return h("label", { class: "someone", title: waits ? word("waitingFor", { n: each.waiting, name: each.name }) : null }, box, avatar(each, true),
    h("span", null, h("b", null, each.name), " ", h("small", { lang: currentLanguage() === "zh" ? "zh" : "en" }, pick(each.title))),
    waits && count(each.waiting));
}

const count = (n) => h("span", { class: "count" }, h("span", { "aria-hidden": "true" }, n > 99 ? "99+" : n), h("span", { class: "hidden" }, word("waiting", { n })));
