// The drawer that shows each request sent to the bot and each call the bot made, with the answers; and where troubles are switched on.

import { act, readJournal } from "./api.js";
import { fill, h, icon } from "./dom.js";
import { drawTroubles, drawTroublesOn } from "./troubles.js";
import { currentLanguage, word } from "./words.js";

let tab = "requests";

export function drawPayloadsHead(node, close, go) {
  node.setAttribute("aria-label", word("payloads"));
  const tabs = ["requests", "troubles"].map((name) => h("button", { role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, onclick: () => show(node, name) }, word(name)));
  fill(node,
    h("div", { class: "pane-head" }, h("h2", null, word("payloadsTitle")), h("button", { class: "icon", "aria-label": word("close"), onclick: close }, icon("close"))),
    h("div", { class: "tabs", role: "tablist", "aria-label": word("payloadsTitle"), onkeydown: (event) => walk(event, tabs) }, tabs),
    h("div", { id: "panel-requests", role: "tabpanel", "aria-labelledby": "tab-requests" }, h("p", { class: "pane-hint" }, word("payloadsHint")), h("div", { class: "entries" })),
    h("div", { id: "panel-troubles", role: "tabpanel", "aria-labelledby": "tab-troubles" }));
  drawTroubles(node.querySelector("#panel-troubles"), go);
  show(node, tab);
}

export async function drawPayloads(node, go) {
  const list = node.querySelector(".entries");
  const journal = await readJournal();
  drawTroublesOn(node, journal.faults, go);
  const entries = journal.entries.reverse();
  const old = new Map([...list.children].map((child) => [child.dataset.key, child]));
  if (!entries.length) { fill(list, h("p", { class: "quiet" }, word("payloadsEmpty"))); return; }
  const fresh = entries.map((each) => old.get(keyOf(each)) || one(each, go));
  fresh.forEach((child, at) => { if (list.children[at] !== child) list.insertBefore(child, list.children[at] || null); });
  while (list.children.length > fresh.length) list.lastChild.remove();
}

function show(node, name) {
  tab = name;
  for (const each of ["requests", "troubles"]) {
    node.querySelector(`#panel-${each}`).hidden = each !== name;
    node.querySelector(`#tab-${each}`).setAttribute("aria-selected", String(each === name));
    node.querySelector(`#tab-${each}`).setAttribute("tabindex", each === name ? "0" : "-1");
  }
}

// Arrow keys between tabs; also used for the tabs of a direct channel.
export function walk(event, tabs) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
  next.focus();
  next.click();
  event.preventDefault();
}

const keyOf = (entry) => `${entry.n}-${currentLanguage()}`;

function one(entry, go) {
  const call = entry.what === "call";
  const name = call ? entry.method : nameOf(entry);
  const good = call ? entry.answer.ok && entry.status === 200 : !entry.reason;
  const verdict = call ? (good ? "ok" : entry.answer.error) : entry.status || word("noAnswer");
  const time = new Date(entry.at * 1000).toLocaleTimeString(currentLanguage() === "zh" ? "zh-CN" : "en-GB");
  const node = h("details", { class: `entry ${call ? "from" : "to"}` },
    h("summary", null, h("span", { class: "way", title: word(call ? "fromBot" : "toBot") }, icon(call ? "in" : "out"), h("span", { class: "hidden" }, word(call ? "fromBot" : "toBot"))),
      h("code", null, name),
      !call && entry.retry > 0 && h("span", { class: "pill warn" }, word("attempt", { n: entry.retry + 1 })),
      h("span", { class: "grow" }), h("span", { class: `pill ${good ? "good" : "bad"}` }, String(verdict)), h("time", null, time)));
  node.dataset.key = keyOf(entry);
  node.addEventListener("toggle", () => {
    if (!node.open || node.children.length > 1) return;
    const again = !call && h("button", { class: "button", onclick: () => go.did(act("again", { n: entry.n })) }, word("again"));
    node.append(part(word("request"), call ? entry.arguments : entry.payload, again), part(word("answer"), call ? entry.answer : readAnswer(entry)));
  });
  return node;
}

function nameOf(entry) {
  const event = entry.payload.event;
  if (event) return event.subtype ? `${event.type} · ${event.subtype}` : event.type;
  return entry.kind === "command" ? `command ${entry.payload.command}` : entry.kind;
}

function readAnswer(entry) {
  let body = entry.answer;
  try { body = JSON.parse(entry.answer); } catch { /* plain text is shown as it is */ }
  return { status: entry.status || null, seconds: Number(entry.took.toFixed(3)), ...(entry.reason && { reason: entry.reason }), body };
}

const part = (title, value, button) => h("div", { class: "part" }, h("div", { class: "part-head" }, h("h3", null, title), button), h("pre", { tabindex: "0", "aria-label": title, role: "region" }, JSON.stringify(value, null, 2)));
