// The box to type in: hints for slash commands and mentions, Enter sends.

import { act } from "./api.js";
import { fill, h, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { channel, label, person, store } from "./store.js";
import { offers } from "./welcome.js";
import { pick, word } from "./words.js";

// `send(text)` returns true when the text may be cleared. `extra` are further buttons.
export function makeComposer(node, { place, send, extra = [], commands = true }) {
  const id = `hints-${commands ? "channel" : "thread"}`;
  const hints = h("div", { class: "hints", id, role: "listbox", "aria-label": word("hints"), hidden: true });
  const box = h("textarea", { rows: 1, "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": id, "aria-label": place, placeholder: place, "data-composer": commands ? "channel" : "thread" });
  const submit = h("button", { class: "icon send", "aria-label": word("send"), title: word("send"), disabled: true }, icon("send"));
  const usage = h("span", { class: "hint" }, word("sendHint"));
  let found = [];
  let at = 0;

  const grow = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 180)}px`;
    submit.disabled = !box.value.trim();
    const command = commands && store.state.commands.find((each) => box.value.startsWith(`${each.name} `) || box.value === each.name);
    usage.textContent = command && pick(command.hint) ? `${command.name} ${pick(command.hint)}` : word("sendHint");
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
    if (hints.hidden) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", `${id}-${at}`);
    fill(hints, found.map((each, n) => h("button", { type: "button", role: "option", id: `${id}-${n}`, tabindex: "-1", "aria-selected": String(n === at), onpointerdown: (event) => { event.preventDefault(); take(each); } }, h("b", null, each.shown), h("span", null, each.about))));
  };
  const take = (each) => {
    const start = box.selectionStart - each.typed.length;
    box.setRangeText(`${each.text} `, start, box.selectionStart, "end");
    found = [];
    show();
    box.focus();
    grow();
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
      extra, h("span", { class: "grow" }), usage, submit)));
  return { box, set: (text, focus = true) => { box.value = text; grow(); if (focus) box.focus(); } };
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

let current = null;

// The box below a channel, with the questions to try and the bot's global shortcuts beside it.
export function drawComposer(node, go) {
  if (store.tab === "home") { current = null; fill(node); return; }
  const kept = current?.where === store.person + store.channel ? current.box.value : "";
  const items = {
    suggestions: () => offers().map((each) => ({ text: each.title, sub: each.text, glyph: "bulb", run: () => go.ask(each.text) })),
    globalShortcuts: () => store.state.shortcuts.filter((each) => each.kind === "global").map((each) => ({ text: each.name, run: () => go.did(act("shortcut", { person: store.person, callback_id: each.callback_id })) })),
  };
  const extra = [["suggestions", "bulb"], ["globalShortcuts", "bolt"]].filter(([name]) => items[name]().length).map(([name, glyph]) =>
    h("button", { class: "icon", title: word(name), "aria-label": word(name), "aria-haspopup": "menu", onclick: (event) => { const found = items[name](); if (found.length) openMenu(event.currentTarget, found); } }, icon(glyph)));
  current = { ...makeComposer(node, { place: word("message", { where: label(channel()) }), send: (text) => go.say(text), extra }), where: store.person + store.channel };
  if (kept) current.set(kept, false);
}

// Puts words into the box of the channel; nothing is sent.
export function setComposer(text) {
  current?.set(text);
}
