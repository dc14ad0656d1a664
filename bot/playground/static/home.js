// The bot's Home tab: what it has published for this person. What was picked or typed there stays while the bot changes it.

import { act } from "./api.js";
import { avatar, fill, h } from "./dom.js";
import { formParts, valuesOf } from "./fields.js";
import { bot, store } from "./store.js";
import { currentLanguage, word } from "./words.js";

export function drawHome(node, go) {
  const { home } = store.state;
  const mark = JSON.stringify([home?.id, home?.hash, store.person, currentLanguage()]);
  const old = node.querySelector(":scope > .home");
  if (old?.dataset.mark === mark) return;
  const focused = old?.contains(document.activeElement) ? document.activeElement.dataset.action : "";
  const made = h("div", { class: "home", "data-mark": mark },
    home && h("h2", { class: "hidden" }, word("home")),
    home ? formParts(home, {}, useOf(home, go)) : h("div", { class: "welcome" }, avatar(bot()), h("h2", null, word("home")), h("p", null, word("homeEmpty", { bot: bot().name }))));
  fill(node, made);
  if (focused) made.querySelector(`[data-action="${CSS.escape(focused)}"]`)?.focus();
}

const useOf = (home, go) => (action_id, value) => go.did(act("click_in_view", { person: store.person, view_id: home.id, action_id, value, values: valuesOf(home.id) }));
