// The box to type in: hints for slash commands and mentions, Enter sends.

import { h, icon, fill } from "./dom.js";
import { channel, label, person, store } from "./store.js";
import { pick, word } from "./words.js";

// `send(text)` returns true when the text may be cleared. `extra` are further buttons.
export function makeComposer(node, { place, send, extra = [], commands = true }) {
  const hints = h("div", { class: "hints", role: "listbox", hidden: true });
  const box = h("textarea", { rows: 1, "aria-label": place, placeholder: place, "data-composer": commands ? "channel" : "thread" });
  const submit = h("button", { class: "icon send", "aria-label": word("send"), title: word("send"), disabled: true }, icon("send"));
  let found = [];
  let at = 0;

  const grow = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 180)}px`;
    submit.disabled = !box.value.trim();
  };
  const insert = (text) => { box.focus(); box.setRangeText(text, box.selectionStart, box.selectionEnd, "end"); look(); };
  const look = () => {
    grow();
    found = hintsFor(box.value.slice(0, box.selectionStart), commands);
    at = 0;
    show();
  };
  const show = () => {
    hints.hidden = found.length === 0;
    fill(hints, found.map((each, n) => h("button", { type: "button", role: "option", tabindex: "-1", "aria-selected": String(n === at), onpointerdown: (event) => { event.preventDefault(); take(each); } }, h("b", null, each.shown), h("span", null, each.about))));
  };
  const take = (each) => {
    const start = box.selectionStart - each.typed.length;
    box.setRangeText(`${each.text} `, start, box.selectionStart, "end");
    found = [];
    show();
    grow();
    box.focus();
  };
  const go = async () => {
    const text = box.value.trim();
    if (!text) return;
    if (await send(text)) { box.value = ""; grow(); }
  };

  box.addEventListener("input", look);
  box.addEventListener("blur", () => { found = []; show(); });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = found.length > 0;
    if (open && ["ArrowDown", "ArrowUp"].includes(event.key)) { at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length; show(); }
    else if (open && (event.key === "Tab" || (event.key === "Enter" && found[at].text !== found[at].typed))) take(found[at]);
    else if (open && event.key === "Escape") { found = []; show(); }
    else if (event.key === "Enter" && !event.shiftKey) go();
    else return;
    event.preventDefault();
  });
  submit.addEventListener("click", go);

  fill(node, h("div", { class: "composer" }, hints, box,
    h("div", { class: "composer-row" },
      h("button", { class: "icon", title: word("mention"), "aria-label": word("mention"), onclick: () => insert("@") }, icon("at")),
      commands && h("button", { class: "icon", title: word("command"), "aria-label": word("command"), onclick: () => { if (!box.value) insert("/"); box.focus(); } }, icon("slash")),
      extra, h("span", { class: "grow" }), h("span", { class: "hint" }, word("sendHint")), submit)));
  return { box, set: (text) => { box.value = text; grow(); box.focus(); } };
}

function hintsFor(before, commands) {
  const slash = before.match(/^\/\w*$/);
  if (commands && slash) {
    return store.state.commands.filter((each) => each.name.startsWith(slash[0])).map((each) => ({ typed: slash[0], text: each.name, shown: each.name, about: pick(each.hint) }));
  }
  const mention = before.match(/(?:^|\s)(@[\p{L}\d]*)$/u);
  if (!mention) return [];
  const typed = mention[1];
  const members = channel().members.map(person).filter((each) => each.id !== store.person && each.name.toLowerCase().startsWith(typed.slice(1).toLowerCase()));
  members.sort((a, b) => Number(b.id === store.state.bot) - Number(a.id === store.state.bot));
  return members.slice(0, 6).map((each) => ({ typed, text: `@${each.name}`, shown: `@${each.name}`, about: pick(each.title) }));
}

export const placeWords = () => word("message", { where: label(channel()) });
