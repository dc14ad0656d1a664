// Starts the page and holds it together: where one looks, what was done, what changed.

import { announce } from "./announce.js";
import { act, listen } from "./api.js";
import { drawComposer, setComposer } from "./composer.js";
import { setWorkspace } from "./pickers.js";
import { drawBanner, drawHead, drawPanels, drawTop, showDrawer, showMenu, startTop, toast } from "./frame.js";
import { drawHome } from "./home.js";
import { closeMenu } from "./menu.js";
import { drawMessages, drawThread } from "./messages.js";
import { drawModal } from "./modal.js";
import { setNames } from "./mrkdwn.js";
import { drawPayloads } from "./payloads.js";
import { awaitAnswer } from "./scroll.js";
import { drawSidebar } from "./sidebar.js";
import { bot, inChannel, isDirect, markSeen, readAddress, refresh, repliesTo, store, writeAddress } from "./store.js";
import { keepTime } from "./times.js";
import { setLanguage, word } from "./words.js";

const $ = (id) => document.getElementById(id);
const awaited = new Set();
let again = false;
let updating = null;
let switching = 0;

// Everything that one can do on this page, for the parts that show it.
const go = {
  channel(id, thread = "") {
    Object.assign(store, { channel: id, thread, tab: "messages" });
    showMenu(false);
    drawAll();
    $("messages").scrollTop = $("messages").scrollHeight;
    if (isDirect()) act("open", { person: store.person, tab: "messages", at_once: true });
  },
  async person(id) {
    Object.assign(store, { person: id, thread: "", tab: "messages" });
    showMenu(false);
    switching += 1;  // what the new person sees is drawn, and counts as read, once it is known where they look
    await update();
    switching -= 1;
    if (switching) return;
    drawTop(go);
    go.channel(isOwn(id) || store.channel);
  },
  thread(ts) {
    const from = store.thread;
    store.thread = ts;
    draw();
    if (ts) document.querySelector("#thread textarea")?.focus();
    else if (from) document.querySelector(`[data-ts="${CSS.escape(from)}"] .more`)?.focus();
  },
  async tab(name) {
    store.tab = name;
    drawAll();
    await go.did(act("open", { person: store.person, tab: name }));
  },
  async did(doing) {
    const answer = await doing;
    if (answer.error) toast(word(answer.error));
    else if (answer.failed) toast(word(answer.failed));
    return answer;
  },
  async ask(text) {
    await go.say(isDirect() ? text : `@${bot().name} ${text}`);
  },
  async say(text, thread) {
    const isCommand = store.state.commands.some((each) => each.name === text.split(/\s/)[0]);
    if (isCommand && thread) { toast(word("noThreadCommand")); return false; }
    if (text.startsWith("/") && !thread) return command(text);
    const answer = await go.did(act("say", { person: store.person, channel: store.channel, text, thread, at_once: true }));
    if (answer.ts && !thread) awaited.add(answer.ts);
    return !answer.error;
  },
  // A first step: the words stand in the box, and nothing is sent.
  async attempt({ person, channel, text }) {
    if (store.person !== person) await go.person(person);
    go.channel(store.state.channels.some((each) => each.id === channel) ? channel : store.channel);
    setComposer(text);
  },
  async message({ channel, ts, thread }) {
    if (!store.state.channels.some((each) => each.id === channel)) { toast(word("not_in_channel")); return; }
    go.channel(channel, thread || "");
    const node = document.querySelector(`#messages [data-ts="${CSS.escape(thread || ts)}"]`);
    node?.scrollIntoView({ block: "center" });
    document.querySelector(`${thread ? "#thread" : "#messages"} [data-ts="${CSS.escape(ts)}"]`)?.classList.add("found");
  },
  async copy(text) {
    await navigator.clipboard?.writeText(text);
    toast(word("copied"));
  },
  language(code) {
    setLanguage(code);
    localStorage.setItem("language", code);
    drawTop(go);
    drawAll();
  },
  toast,
  redraw: () => draw(),
  refresh: () => update(),
};

const isOwn = (id) => store.state.channels.find((each) => each.kind === "direct" && each.members.includes(id) && (store.state.unread[each.id] || [0, 0])[1])?.id;

async function command(text) {
  const name = text.split(/\s/)[0];
  awaitAnswer();
  const doing = act("command", { person: store.person, channel: store.channel, command: name, text: text.slice(name.length).trim() });
  if (!store.state.commands.some((each) => each.name === name)) return !(await go.did(doing)).error;
  go.did(doing);
  return true;
}

function drawAll() {
  drawComposer($("compose"), go);
  draw();
}

function draw() {
  if (!store.state || switching) return;
  openAwaitedThread();
  markSeen(store.channel);
  drawSidebar($("sidebar"), go);
  drawHead(go);
  drawBanner();
  drawPanels(go);
  if (store.tab === "home") drawHome($("messages"), go);
  else drawMessages($("messages"), go);
  drawThread($("thread"), go);
  drawModal(go);
  announce($("news"));
  writeAddress();
}

// When the bot answers in the thread of what one just said, the thread opens by itself where there is room.
function openAwaitedThread() {
  if (isDirect() || innerWidth < 900 || store.thread) return;
  const ready = [...awaited].find((ts) => inChannel(store.channel).some((each) => each.ts === ts) && repliesTo(ts).length);
  if (ready) { awaited.delete(ready); store.thread = ready; }
}

// Reads and draws what is now. Called while it reads, it reads once more; who waits, waits for that as well.
function update() {
  again = true;
  updating ??= readUntilQuiet().finally(() => { updating = null; });
  return updating;
}

async function readUntilQuiet() {
  try {
    while (again) {
      again = false;
      await refresh();
      keepTime();
    }
    draw();
    if (store.drawer) await drawPayloads($("payloads"), go);
  } catch {
    store.connected = false;
    if (store.state) drawBanner();
  }
}

function leaveWithEscape(event) {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (document.body.classList.contains("menu-open")) showMenu(false);
  else if (store.drawer && $("payloads").contains(document.activeElement)) { showDrawer(false, go); $("payloads-toggle").focus(); }
  else if (store.thread) go.thread("");
  closeMenu();
}

async function start() {
  setLanguage(localStorage.getItem("language") || (navigator.language.startsWith("zh") ? "zh" : "en"));
  setNames({ person: (id) => store.state?.people.find((each) => each.id === id)?.name, channel: (id) => store.state?.channels.find((each) => each.id === id)?.name, open: go.message });
  setWorkspace({ people: () => store.state.people, channels: () => store.state.channels, person: () => store.person });
  readAddress();
  await refresh();
  keepTime();
  drawTop(go);
  startTop(go);
  drawAll();
  if (isDirect()) act("open", { person: store.person, tab: store.tab, at_once: true });
  document.addEventListener("keydown", leaveWithEscape);
  document.addEventListener("visibilitychange", () => draw());
  listen(update, (connected) => { store.connected = connected; if (store.state) drawBanner(); });
}

start();
