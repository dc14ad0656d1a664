// What stands around the messages: the top bar, the head of a channel, the banner, the drawers.

import { drawClock } from "./clock.js";
import { fill, h, icon } from "./dom.js";
import { drawGuide, setGuide } from "./guide.js";
import { drawPayloads, drawPayloadsHead, walk } from "./payloads.js";
import { bot, channel, label, store } from "./store.js";
import { currentLanguage, pick, word } from "./words.js";

const $ = (id) => document.getElementById(id);

export function toast(text) {
  const node = h("div", { class: "toast" }, text);
  $("toasts").append(node);
  setTimeout(() => node.remove(), 5000);
}

export function showMenu(open) {
  const was = document.body.classList.contains("menu-open");
  document.body.classList.toggle("menu-open", open);
  $("menu").setAttribute("aria-expanded", String(open));
  if (open) $("sidebar").querySelector("button")?.focus();
  else if (was && $("sidebar").contains(document.activeElement)) $("menu").focus();
}

export function showDrawer(open, go) {
  store.drawer = open;
  $("payloads").hidden = !open;
  document.body.classList.toggle("with-payloads", open);
  $("payloads-toggle").setAttribute("aria-expanded", String(open));
  if (!open) return;
  drawPayloadsHead($("payloads"), () => { showDrawer(false, go); $("payloads-toggle").focus(); }, go);
  drawPayloads($("payloads"), go);
}

// What depends on the language only.
export function drawTop(go) {
  document.title = `${bot().name} · ${word("playground")}`;
  document.querySelectorAll("[data-word]").forEach((each) => { each.textContent = word(each.dataset.word); });
  fill($("menu"), icon("menu"));
  $("menu").setAttribute("aria-label", word("menu"));
  $("messages").setAttribute("aria-label", word("messagesTab"));
  $("messages").setAttribute("role", "region");
  $("workspace").textContent = word("playground");
  $("sample").textContent = word("sample");
  fill($("payloads-toggle"), icon("code"), h("span", null, word("payloads")));
  $("payloads-toggle").setAttribute("aria-label", word("payloads"));
  $("language").setAttribute("aria-label", word("language"));
  fill($("language"), [["en", "EN"], ["zh", "中文"]].map(([code, text]) =>
    h("button", { class: "on-dark", lang: code === "zh" ? "zh" : "en", "aria-pressed": String(currentLanguage() === code), onclick: () => go.language(code) }, text)));
  if (store.drawer) showDrawer(true, go);
}

export function startTop(go) {
  $("menu").addEventListener("click", () => showMenu(!document.body.classList.contains("menu-open")));
  $("payloads-toggle").addEventListener("click", () => showDrawer(!store.drawer, go));
  $("guide-toggle").addEventListener("click", () => { setGuide($("guide-toggle").getAttribute("aria-expanded") !== "true"); go.redraw(); });
  setInterval(() => { if (store.state) drawClock($("clock"), go); }, 1000);
}

export function drawBanner() {
  const text = !store.connected ? word("lost") : store.state.unreachable ? word("unreachable") : "";
  if ($("banner").dataset.text === text) return;
  $("banner").dataset.text = text;
  fill($("banner"), text && [icon("warn"), text]);
  $("banner").hidden = !text;
}

export function drawPanels(go) {
  drawClock($("clock"), go);
  drawGuide($("guide"), $("guide-strip"), $("guide-toggle"), go);
}

export function drawHead(go) {
  const here = channel();
  const direct = here.kind === "direct";
  const mark = JSON.stringify([here, store.tab, store.state.has_home, currentLanguage()]);
  const node = $("channel-head");
  if (node.dataset.mark === mark) return;
  node.dataset.mark = mark;
  const focused = node.contains(document.activeElement);
  fill(node, h("h1", null, label(here)), direct && h("span", { class: "badge" }, word("app")), here.is_shared && h("span", { class: "pill warn" }, icon("shared"), word("shared")),
    h("span", { class: "topic" }, here.is_shared ? "" : pick(here.topic)), direct && store.state.has_home ? tabs(go) : "", h("span", { class: "grow" }),
    !direct && h("span", { class: "quiet" }, word("members", { n: here.members.length })));
  if (focused) node.querySelector("[aria-selected=true]")?.focus();
}

function tabs(go) {
  const made = ["home", "messages"].map((name) => h("button", { role: "tab", "aria-selected": String(store.tab === name), tabindex: store.tab === name ? "0" : "-1", onclick: () => go.tab(name) }, word(name === "home" ? "home" : "messagesTab")));
  return h("div", { class: "tabs", role: "tablist", "aria-label": bot().name, onkeydown: (event) => walk(event, made) }, made);
}
