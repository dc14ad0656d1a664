// What stands in an empty channel: how to begin, and questions to try.

import { avatar, h, icon } from "./dom.js";
import { bot, channel, label, store } from "./store.js";
import { pick, word } from "./words.js";

export function welcome(here, go) {
  const direct = here.kind === "direct";
  const command = store.state.commands[0]?.name || "/";
  return h("section", { class: "welcome" },
    direct ? avatar(bot()) : h("span", { class: "big-sign", "aria-hidden": "true" }, icon(here.kind === "private" ? "lock" : "hash")),
    h("h2", null, direct ? word("welcomeDirect", { bot: bot().name }) : word("welcome", { where: label(here) })),
    h("p", null, offers().length > 0 && `${word("tryOne")} `, direct ? word("tryDirect") : word("tryChannel", { bot: bot().name, command })),
    h("div", { class: "chips" }, offers().map((each) => h("button", { class: "chip", onclick: () => go.ask(each.text) }, h("b", null, each.title), h("span", null, each.text)))));
}

// Four questions to try: those the bot suggested for this channel, or those the page was given.
export function offers() {
  const prompts = channel().prompts;
  const given = prompts.length
    ? prompts.map((each) => ({ title: each.title, text: each.message }))
    : store.state.suggestions.map((each) => ({ title: pick(each.title), text: pick(each.text) }));
  return given.slice(0, 4);
}
