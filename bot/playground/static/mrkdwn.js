// Slack's mrkdwn and plain Markdown as DOM nodes. Nothing here ever becomes markup: every piece of text is a text node.

import { h } from "./dom.js";

const EMOJI = {
  thumbsup: "👍", "+1": "👍", thumbsdown: "👎", "-1": "👎", white_check_mark: "✅", heavy_check_mark: "✔️", warning: "⚠️", bulb: "💡", eyes: "👀", lock: "🔒",
  speech_balloon: "💬", question: "❓", x: "❌", hourglass_flowing_sand: "⏳", memo: "📝", mag: "🔍", handshake: "🤝", wave: "👋", books: "📚", no_entry: "⛔", rocket: "🚀",
  link: "🔗", busts_in_silhouette: "👥", arrow_right: "➡️", star: "⭐", tada: "🎉", calendar: "📅", point_right: "👉", scales: "⚖️", shield: "🛡️", shushing_face: "🤫",
};
const MRKDWN = /(`[^`\n]+`)|(<[^<>\n]+>)|(:[a-z0-9_+-]+:)|(?<![\w*])\*([^*\n]+)\*(?![\w*])|(?<![\w_])_([^_\n]+)_(?![\w_])|(?<![\w~])~([^~\n]+)~(?![\w~])|(https?:\/\/[^\s<>|]+)/;
const MARKDOWN = /(`[^`\n]+`)|(\[[^\]\n]+\]\([^)\s]+\))|(:[a-z0-9_+-]+:)|\*\*([^*\n]+)\*\*|(?<![\w*])[*_]([^*_\n]+)[*_](?![\w*])|~~([^~\n]+)~~|(https?:\/\/[^\s<>)|]+)/;

let names = { person: () => "", channel: () => "", open: () => {} };
const ARCHIVE = /^https:\/\/sample\.slack\.example\/archives\/(\w+)\/p(\d+)(\d{6})(?:\?.*?thread_ts=([\d.]+))?/;

export function setNames(given) {
  names = given;
}

export const unescapeText = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

export function mrkdwn(text) {
  return blocksOf(String(text || ""), (piece) => inline(piece, MRKDWN, slackMark), /^(?:&gt;|>)\s?/);
}

export function markdown(text) {
  return blocksOf(String(text || ""), (piece) => inline(piece, MARKDOWN, markdownLink), /^>\s?/, true);
}

// Paragraphs, lists, quotes and fenced code.
function blocksOf(text, inner, quote, headings) {
  const made = [];
  text.split(/```/).forEach((part, at) => {
    if (at % 2) made.push(h("pre", { class: "code" }, unescapeText(part.replace(/^\n|\n$/g, ""))));
    else made.push(...lines(part.replace(/^\n|\n$/g, ""), inner, quote, headings));
  });
  return made;
}

function lines(text, inner, quote, headings) {
  const made = [];
  let open = null;
  const into = (kind, make) => {
    if (!open || open.kind !== kind) {
      open = { kind, node: make() };
      made.push(open.node);
    }
    return open.node;
  };
  for (const line of text.split("\n")) {
    const bullet = line.match(/^(\s*)(?:[•◦▪]|[-*](?=\s))\s+(.*)$/);
    const number = line.match(/^\s*(\d+)[.)]\s+(.*)$/);
    const heading = headings && line.match(/^#{1,6}\s+(.*)$/);
    if (quote.test(line)) append(into("quote", () => h("blockquote")), inner(line.replace(quote, "")));
    else if (bullet) into("ul", () => h("ul")).append(h("li", { class: bullet[1].length > 1 ? "deep" : null }, inner(bullet[2])));
    else if (number) into("ol", () => h("ol", { start: number[1] })).append(h("li", null, inner(number[2])));
    else if (heading) { made.push(h("p", { class: "md-heading" }, inner(heading[1]))); open = null; }
    else if (!line.trim()) open = null;
    else append(into("p", () => h("p")), inner(line));
  }
  return made;
}

function append(node, children) {
  if (node.childNodes.length) node.append(h("br"));
  node.append(...children);
}

function inline(text, pattern, special) {
  const made = [];
  let rest = text;
  for (let found = pattern.exec(rest); found; found = pattern.exec(rest)) {
    if (found.index) made.push(document.createTextNode(unescapeText(rest.slice(0, found.index))));
    const [whole, code, mark, emoji, bold, italic, strike, address] = found;
    if (code) made.push(h("code", null, unescapeText(code.slice(1, -1))));
    else if (mark) made.push(special(mark));
    else if (emoji) made.push(document.createTextNode(EMOJI[emoji.slice(1, -1)] || emoji));
    else if (bold) made.push(h("strong", null, inline(bold, pattern, special)));
    else if (italic) made.push(h("em", null, inline(italic, pattern, special)));
    else if (strike) made.push(h("s", null, inline(strike, pattern, special)));
    else if (address) made.push(link(unescapeText(address), unescapeText(address)));
    rest = rest.slice(found.index + whole.length);
  }
  if (rest) made.push(document.createTextNode(unescapeText(rest)));
  return made;
}

function slackMark(mark) {
  const [target, label] = mark.slice(1, -1).split("|");
  if (target.startsWith("@")) return h("span", { class: "mention" }, `@${names.person(target.slice(1)) || label || target.slice(1)}`);
  if (target.startsWith("#")) return h("span", { class: "mention" }, `#${names.channel(target.slice(1)) || label || target.slice(1)}`);
  if (target.startsWith("!")) return document.createTextNode(label || `@${target.slice(1).split("^")[0]}`);
  return link(unescapeText(target), unescapeText(label || target));
}

function markdownLink(mark) {
  const [, label, target] = mark.match(/^\[([^\]]+)\]\(([^)]+)\)$/);
  return link(target, label);
}

export function link(target, label) {
  if (!/^(https?:\/\/|mailto:)/i.test(target)) return document.createTextNode(label);
  const message = target.match(ARCHIVE);
  if (message) {
    const [, channel, seconds, rest, thread] = message;
    return h("a", { href: `#channel=${channel}`, onclick: (event) => { event.preventDefault(); names.open({ channel, ts: `${seconds}.${rest}`, thread }); } }, label);
  }
  return h("a", { href: target, target: "_blank", rel: "noopener noreferrer" }, label);
}

export function emojiOf(name) {
  return EMOJI[name] || `:${name}:`;
}

export const personName = (id) => names.person(id) || id;
export const channelName = (id) => names.channel(id) || id;
