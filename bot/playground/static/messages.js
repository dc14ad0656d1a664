// Messages: one message with its tools, the list of a channel, and the thread beside it.

import { act } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { makeComposer } from "./composer.js";
import { askText } from "./confirm.js";
import { avatar, fill, h, icon } from "./dom.js";
import { placeOfFocus } from "./focus.js";
import { openMenu } from "./menu.js";
import { welcome } from "./welcome.js";
import { mrkdwn, unescapeText } from "./mrkdwn.js";
import { awaitAnswer, lookAt } from "./scroll.js";
import { bot, channel, inChannel, isDirect, label, person, repliesTo, statusOf, store } from "./store.js";
import { clockTime, dayName, dayOf } from "./times.js";
import { currentLanguage, pick, word } from "./words.js";

// Draws a list so that what did not change keeps its node (and with it focus and what was picked).
function drawList(node, items, make) {
  const look = lookAt(node);
  const focused = node.contains(document.activeElement) && document.activeElement;
  const comeBack = placeOfFocus();
  const old = new Map([...node.children].map((child) => [child.dataset.key, child]));
  const fresh = items.map(({ key, data }) => {
    const mark = JSON.stringify([data, currentLanguage(), store.person]);
    const kept = old.get(key);
    if (kept && kept.mark === mark) return kept;
    const made = make(data);
    made.dataset.key = key;
    made.mark = mark;
    return made;
  });
  fresh.forEach((child, at) => { if (node.children[at] !== child) node.insertBefore(child, node.children[at] || null); });
  while (node.children.length > fresh.length) node.lastChild.remove();
  if (focused && !focused.isConnected) comeBack();
  look.settle();
}

export function drawMessages(node, go) {
  const here = channel();
  const roots = inChannel(here.id).filter((each) => !each.thread);
  const items = [];
  if (roots.length === 0) items.push({ key: "welcome", data: { welcome: here.id, prompts: here.prompts } });
  let day = "";
  for (const each of roots) {
    if (dayOf(each.ts) !== day) items.push({ key: `day-${dayOf(each.ts)}`, data: { day: dayName(each.ts) } });
    day = dayOf(each.ts);
    const replies = repliesTo(each.ts);
    items.push({ key: each.ts, data: { message: each, replies: isDirect() ? replies : summary(replies), status: statusOf(here.id, each.ts) } });
  }
  const idle = statusOf(here.id, "");
  if (idle) items.push({ key: "status", data: { idle } });
  drawList(node, items, (data) => {
    if (data.welcome) return welcome(here, go);
    if (data.day) return h("h2", { class: "day" }, h("span", null, data.day));
    if (data.idle) return working(data.idle);
    return h("div", { class: "family" }, one(data.message, go),
      isDirect() ? inlineReplies(data, go) : [replyBar(data, go), data.status && working(data.status)]);
  });
}

const summary = (replies) => ({ n: replies.length, people: [...new Set(replies.map((each) => each.author))], last: replies.at(-1)?.ts, private: replies.some((each) => each.private) });

export function drawThread(node, go) {
  const root = store.state.messages.find((each) => each.ts === store.thread);
  node.hidden = !root;
  document.body.classList.toggle("with-thread", Boolean(root));
  if (!root) return;
  const head = `${root.ts} ${currentLanguage()} ${store.person}`;
  if (node.dataset.head !== head) {
    node.dataset.head = head;
    node.setAttribute("aria-label", word("thread"));
    fill(node,
      h("div", { class: "pane-head" }, h("h2", null, word("thread"), h("small", null, label(channel()))), h("button", { class: "icon", "aria-label": word("close"), onclick: () => go.thread("") }, icon("close"))),
      h("div", { class: "list", role: "region", "aria-label": word("thread"), tabindex: "0" }),
      h("div", { class: "thread-compose" }));
    makeComposer(node.querySelector(".thread-compose"), { place: word("replyBox"), commands: false, send: (text) => go.say(text, root.ts) });
  }
  const items = [root, ...repliesTo(root.ts)].map((each) => ({ key: each.ts, data: { message: each } }));
  const status = statusOf(root.channel, root.ts);
  if (status) items.push({ key: "status", data: { status } });
  drawList(node.querySelector(".list"), items, (data) => (data.status ? working(data.status) : one(data.message, go, true)));
}

function one(message, go, inThread) {
  const author = person(message.author);
  const use = (action_id, value, block_id) => {
    awaitAnswer();
    return go.did(act("click", { person: store.person, ts: message.ts, action_id, value, block_id }));
  };
  return h("article", { class: `message${message.private ? " private" : ""}`, "data-ts": message.ts, "data-author": message.author, "aria-label": `${author.name}, ${clockTime(message.ts)}` },
    avatar(author),
    h("div", { class: "body" },
      message.private && h("p", { class: "only-you" }, icon("eye"), word("private")),
      h("div", { class: "byline" }, h("b", null, author.name), author.is_bot && h("span", { class: "badge" }, word("app")), h("time", { datetime: new Date(Number(message.ts) * 1000).toISOString() }, clockTime(message.ts))),
      message.title && h("p", { class: "session-title" }, message.title),
      h("div", { class: "content" }, message.blocks.length ? renderBlocks(message.blocks, use, message.ts) : mrkdwn(message.text),
        message.streaming && h("span", { class: "writing" }, word("writing")),
        message.edited && h("span", { class: "edited" }, word("edited"))),
      message.reactions.length > 0 && h("div", { class: "reactions" }, message.reactions.map(([name]) => h("span", { class: "reaction" }, ...mrkdwn(`:${name}:`)[0].childNodes)))),
    tools(message, go, inThread));
}

function tools(message, go, inThread) {
  const items = [];
  if (!message.private) {
    items.push(...store.state.shortcuts.filter((each) => each.kind === "message").map((each) => ({ text: each.name, sub: bot().name, run: () => { awaitAnswer(); go.did(act("shortcut", { person: store.person, callback_id: each.callback_id, ts: message.ts })); } })));
    if (!inThread) items.push({ text: word("replyInThread"), glyph: "reply", run: () => go.thread(message.thread || message.ts) });
  }
  items.push({ text: word("copy"), glyph: "copy", run: () => go.copy(unescapeText(message.text)) });
  if (message.author === store.person) {
    items.push({ text: word("edit"), glyph: "pencil", run: async () => {
      const text = await askText(word("edit"), word("editBox"), unescapeText(message.text));
      if (text !== null) go.did(act("edit", { person: store.person, ts: message.ts, text, at_once: true }));
    } });
  }
  if (message.author === store.person) items.push({ text: word("remove"), glyph: "bin", run: () => go.did(act("delete", { person: store.person, ts: message.ts, at_once: true })) });
  return h("div", { class: "tools" },
    !message.private && !inThread && h("button", { class: "icon", title: word("replyInThread"), "aria-label": word("replyInThread"), onclick: () => go.thread(message.thread || message.ts) }, icon("reply")),
    h("button", { class: "icon more", title: word("more"), "aria-label": word("more"), "aria-haspopup": "menu", onclick: (event) => openMenu(event.currentTarget, items) }, icon("more")));
}

function replyBar({ message, replies }, go) {
  if (!replies.n) return null;
  const words = replies.n === 1 ? word("reply") : word("replies", { n: replies.n });
  return h("button", { class: "reply-bar", onclick: () => go.thread(message.ts) },
    replies.people.map((id) => avatar(person(id), true)), h("b", null, words), replies.private && h("span", { class: "quiet" }, icon("eye")), h("span", { class: "quiet" }, word("viewThread")));
}

function inlineReplies({ message, replies, status }, go) {
  if (!replies.length && !status) return null;
  return h("div", { class: "inline-replies" }, replies.map((each) => one(each, go, true)), status && working(status),
    replies.length > 0 && h("button", { class: "link", onclick: () => go.thread(message.ts) }, icon("reply"), word("replyInThread")));
}

function working(status) {
  const text = status.text === "..." ? word("thinking", { bot: bot().name }) : word("status", { bot: bot().name, status: status.text });
  return h("p", { class: "working" }, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), text);
}
