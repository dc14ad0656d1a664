// The drawer that shows each request sent to the bot and each call the bot made, with the answers.

import { readJournal } from "./api.js";
import { fill, h, icon } from "./dom.js";
import { currentLanguage, word } from "./words.js";

export function drawPayloadsHead(node, close) {
  node.setAttribute("aria-label", word("payloads"));
  fill(node,
    h("div", { class: "pane-head" }, h("h2", null, word("payloadsTitle")), h("button", { class: "icon", "aria-label": word("close"), onclick: close }, icon("close"))),
    h("p", { class: "pane-hint" }, word("payloadsHint")),
    h("div", { class: "entries" }));
}

export async function drawPayloads(node) {
  const list = node.querySelector(".entries");
  const entries = (await readJournal()).reverse();
  const old = new Map([...list.children].map((child) => [child.dataset.key, child]));
  if (!entries.length) { fill(list, h("p", { class: "quiet" }, word("payloadsEmpty"))); return; }
  const fresh = entries.map((each) => old.get(keyOf(each)) || one(each));
  fresh.forEach((child, at) => { if (list.children[at] !== child) list.insertBefore(child, list.children[at] || null); });
  while (list.children.length > fresh.length) list.lastChild.remove();
}

const keyOf = (entry) => `${entry.n}-${currentLanguage()}`;

function one(entry) {
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
    if (node.open && node.children.length === 1) {
      node.append(part(word("request"), call ? entry.arguments : entry.payload), part(word("answer"), call ? entry.answer : readAnswer(entry)));
    }
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

const part = (title, value) => h("div", { class: "part" }, h("h3", null, title), h("pre", { tabindex: "0" }, JSON.stringify(value, null, 2)));
