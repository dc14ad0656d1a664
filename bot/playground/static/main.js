// Starts the page and holds it together: where one looks, what was done, what changed.

import { act, listen } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { makeComposer, placeWords } from "./composer.js";
import { setPeople } from "./controls.js";
import { fill, h, icon } from "./dom.js";
import { closeMenu, openMenu } from "./menu.js";
import { chips, drawMessages, drawThread } from "./messages.js";
import { drawModal } from "./modal.js";
import { setNames } from "./mrkdwn.js";
import { drawPayloads, drawPayloadsHead } from "./payloads.js";
import { drawSidebar } from "./sidebar.js";
import { bot, channel, inChannel, isDirect, label, markSeen, readAddress, refresh, repliesTo, store, writeAddress } from "./store.js";
import { currentLanguage, pick, setLanguage, word } from "./words.js";

const $ = (id) => document.getElementById(id);
const awaited = new Set();
let again = false;
let busy = false;

const go = {
  channel(id) {
    Object.assign(store, { channel: id, thread: "", tab: "messages" });
    showMenu(false);
    drawAll();
    $("messages").scrollTop = $("messages").scrollHeight;
    if (isDirect()) act("open", { person: store.person, tab: "messages", at_once: true });
  },
  async person(id) {
    Object.assign(store, { person: id, thread: "", tab: "messages" });
    showMenu(false);
    await update();
    drawFrame();
    go.channel(store.channel);
  },
  thread(ts) {
    store.thread = ts;
    draw();
    if (ts) document.querySelector("#thread textarea")?.focus();
  },
  async tab(name) {
    store.tab = name;
    drawAll();
    await go.did(act("open", { person: store.person, tab: name }));
  },
  async did(doing) {
    const answer = await doing;
    if (answer.error) go.toast(word(answer.error));
    else if (answer.failed) go.toast(word(answer.failed));
    return answer;
  },
  async ask(text) {
    const written = isDirect() ? text : `@${bot().name} ${text}`;
    await say(written);
  },
  composer(node, thread) {
    makeComposer(node, { place: word("replyBox"), commands: false, send: (text) => say(text, thread) });
  },
  async copy(text) {
    await navigator.clipboard?.writeText(text);
    go.toast(word("copied"));
  },
  toast,
  refresh: () => update(),
};

async function say(text, thread) {
  if (text.startsWith("/") && !thread) return command(text);
  const answer = await go.did(act("say", { person: store.person, channel: store.channel, text, thread, at_once: true }));
  if (answer.ts && !thread) awaited.add(answer.ts);
  return !answer.error;
}

async function command(text) {
  const [name, ...rest] = text.split(/\s+/);
  const doing = act("command", { person: store.person, channel: store.channel, command: name, text: rest.join(" ") });
  if (!store.state.commands.some((each) => each.name === name)) return !(await go.did(doing)).error;
  go.did(doing);
  return true;
}

function toast(text) {
  const node = h("div", { class: "toast" }, text);
  $("toasts").append(node);
  setTimeout(() => node.remove(), 5000);
}

function showMenu(open) {
  document.body.classList.toggle("menu-open", open);
  $("menu").setAttribute("aria-expanded", String(open));
}

function showDrawer(open) {
  store.drawer = open;
  $("payloads").hidden = !open;
  document.body.classList.toggle("with-payloads", open);
  $("payloads-toggle").setAttribute("aria-expanded", String(open));
  if (open) { drawPayloadsHead($("payloads"), () => { showDrawer(false); $("payloads-toggle").focus(); }); drawPayloads($("payloads")); }
}

// What does not depend on the messages: the top bar and the composer.
function drawFrame() {
  document.title = `${bot().name} · ${word("playground")}`;
  document.querySelectorAll("[data-word]").forEach((each) => { each.textContent = word(each.dataset.word); });
  fill($("menu"), icon("menu"));
  $("menu").setAttribute("aria-label", word("menu"));
  $("workspace").textContent = word("playground");
  $("sample").textContent = word("sample");
  fill($("payloads-toggle"), icon("code"), h("span", null, word("payloads")));
  $("payloads-toggle").setAttribute("aria-label", word("payloads"));
  $("language").setAttribute("aria-label", word("language"));
  fill($("language"), [["en", "EN"], ["zh", "中文"]].map(([code, text]) =>
    h("button", { class: "on-dark", lang: code === "zh" ? "zh" : "en", "aria-pressed": String(currentLanguage() === code), onclick: () => chooseLanguage(code) }, text)));
  if (store.drawer) showDrawer(true);
}

function drawAll() {
  drawComposer();
  draw();
}

function drawComposer() {
  if (store.tab === "home") { fill($("compose")); return; }
  const bulb = h("button", { class: "icon", title: word("suggestions"), "aria-label": word("suggestions"), "aria-haspopup": "menu", onclick: (event) => {
    const found = [...chips({ ask: go.ask }).children].map((each) => ({ text: each.firstChild.textContent, sub: each.lastChild.textContent, glyph: "bulb", run: () => go.ask(each.lastChild.textContent) }));
    if (found.length) openMenu(event.currentTarget, found);
  } }, icon("bulb"));
  makeComposer($("compose"), { place: placeWords(), send: (text) => say(text), extra: [bulb] });
}

function drawHead() {
  const here = channel();
  const direct = here.kind === "direct";
  const tabs = direct && store.state.home && h("div", { class: "tabs", role: "tablist" }, ["messages", "home"].map((name) =>
    h("button", { role: "tab", "aria-selected": String(store.tab === name), onclick: () => go.tab(name) }, word(name === "home" ? "home" : "messagesTab"))));
  fill($("channel-head"), h("h1", null, label(here)), direct && h("span", { class: "badge" }, word("app")), here.is_shared && h("span", { class: "pill warn" }, icon("shared"), word("shared")),
    h("span", { class: "topic" }, here.is_shared ? "" : pick(here.topic)), tabs || "", h("span", { class: "grow" }), !direct && h("span", { class: "quiet" }, word("members", { n: here.members.length })));
}

function drawBanner() {
  const text = !store.connected ? word("lost") : store.state.unreachable ? word("unreachable") : "";
  fill($("banner"), text && [icon("warn"), text]);
  $("banner").hidden = !text;
}

function draw() {
  if (!store.state) return;
  openAwaitedThread();
  markSeen(store.channel);
  drawSidebar($("sidebar"), go);
  drawHead();
  drawBanner();
  if (store.tab === "home" && store.state.home) drawHome();
  else drawMessages($("messages"), go);
  drawThread($("thread"), go);
  drawModal(go);
  writeAddress();
}

function drawHome() {
  const { home } = store.state;
  const use = (action_id, value) => go.did(act("click_in_view", { person: store.person, view_id: home.id, action_id, value }));
  fill($("messages"), h("div", { class: "home" }, renderBlocks(home.blocks, use)));
}

// When the bot answers in the thread of what one just said, the thread opens by itself where there is room.
function openAwaitedThread() {
  if (isDirect() || innerWidth < 900 || store.thread) return;
  const ready = [...awaited].find((ts) => inChannel(store.channel).some((each) => each.ts === ts) && repliesTo(ts).length);
  if (ready) { awaited.delete(ready); store.thread = ready; }
}

async function update() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    do { again = false; await refresh(); } while (again);
    draw();
    if (store.drawer) await drawPayloads($("payloads"));
  } catch {
    store.connected = false;
    if (store.state) drawBanner();
  } finally {
    busy = false;
  }
}

function chooseLanguage(code) {
  setLanguage(code);
  localStorage.setItem("language", code);
  drawFrame();
  drawAll();
}

async function start() {
  setLanguage(localStorage.getItem("language") || (navigator.language.startsWith("zh") ? "zh" : "en"));
  setNames({ person: (id) => store.state?.people.find((each) => each.id === id)?.name, channel: (id) => store.state?.channels.find((each) => each.id === id)?.name });
  setPeople(() => store.state.people);
  readAddress();
  await refresh();
  drawFrame();
  drawAll();
  if (isDirect()) act("open", { person: store.person, tab: "messages", at_once: true });
  $("menu").addEventListener("click", () => showMenu(!document.body.classList.contains("menu-open")));
  $("payloads-toggle").addEventListener("click", () => showDrawer(!store.drawer));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (document.body.classList.contains("menu-open")) showMenu(false);
    else if (store.thread) go.thread("");
    closeMenu();
  });
  listen(update, (connected) => { store.connected = connected; if (store.state) drawBanner(); });
}

start();
