// Block Kit as DOM nodes. `use(action_id, value, block_id)` is called when a person presses, picks or types.
// `where` is the id of the message or view they stand in, `values` what was picked there before.

import { controlFor } from "./controls.js";
import { h } from "./dom.js";
import { channelName, emojiOf, link, markdown, mrkdwn, personName } from "./mrkdwn.js";
import { word } from "./words.js";

export function renderBlocks(blocks, use, where, values = {}) {
  return blocks.map((block) => {
    try {
      if (block.type in DRAW) return DRAW[block.type](block, (element) => controlFor(element, block, use, values[element.action_id], where));
    } catch (fault) {
      console.warn("a block could not be drawn", block, fault);
    }
    return h("p", { class: "unsupported" }, word("unsupported", { kind: block.type }));
  });
}

// A text object: mrkdwn or plain.
export function textOf(text) {
  if (!text) return [];
  return text.type === "mrkdwn" ? mrkdwn(text.text) : [plain(text.text)];
}

const plain = (text) => h("p", { class: "plain" }, String(text).replace(/:([a-z0-9_+-]+):/g, (whole, name) => emojiOf(name)));

const DRAW = {
  section: (block, control) => h("div", { class: "b-section" },
    h("div", { class: "b-text" },
      textOf(block.text),
      block.fields && h("div", { class: "b-fields" }, block.fields.map((field) => h("div", null, textOf(field))))),
    block.accessory && block.accessory.type !== "image" && h("div", { class: "b-accessory" }, control(block.accessory))),
  header: (block) => h("h3", { class: "b-header" }, plain(block.text.text).textContent),
  divider: () => h("hr"),
  context: (block) => h("div", { class: "b-context" }, block.elements.filter((each) => each.type !== "image").map((each) => h("div", null, textOf(each)))),
  actions: (block, control) => h("div", { class: "b-actions" }, block.elements.map(control)),
  context_actions: (block, control) => h("div", { class: "b-actions quiet" }, block.elements.map(control)),
  markdown: (block) => h("div", { class: "b-text" }, markdown(block.text)),
  rich_text: (block) => h("div", { class: "b-text" }, block.elements.map(richPart)),
  image: (block) => h("p", { class: "unsupported" }, word("image", { alt: block.alt_text || "" })),
  input: (block, control) => {
    const made = control(block.element);
    made.setAttribute("aria-label", block.label.text);
    return h("div", { class: "b-input" }, h("span", { class: "label", "aria-hidden": "true" }, block.label.text), made);
  },
  plan: (block) => h("div", { class: "b-plan" }, h("p", { class: "md-heading" }, plainText(block.title)), block.tasks.map(task)),
  task_card: (block) => task(block),
  alert: (block) => h("div", { class: `b-alert ${block.level || "default"}` }, textOf(block.text)),
  table: (block) => h("div", { class: "b-table" }, h("table", null, block.rows.map((row, at) =>
    h("tr", null, row.map((cell) => h(at ? "td" : "th", null, cell.type === "rich_text" ? cell.elements.map(richPart) : String(cell.text ?? cell.value ?? ""))))))),
};

const plainText = (text) => (typeof text === "string" ? text : text?.text || "");
const SIGNS = { pending: "○", in_progress: "◐", complete: "✓", error: "✕" };

function task(each) {
  return h("p", { class: `b-task ${each.status}` }, h("span", { "aria-hidden": "true" }, SIGNS[each.status] || "○"), h("span", null, plainText(each.title), h("span", { class: "hidden" }, ` (${each.status})`)));
}

function richPart(part) {
  if (part.type === "rich_text_list") {
    const items = part.elements.map((each) => h("li", null, each.elements.map(richPiece)));
    return h(part.style === "ordered" ? "ol" : "ul", null, items);
  }
  if (part.type === "rich_text_preformatted") return h("pre", { class: "code" }, part.elements.map(richPiece));
  if (part.type === "rich_text_quote") return h("blockquote", null, part.elements.map(richPiece));
  return h("p", { class: "plain" }, part.elements.map(richPiece));
}

function richPiece(piece) {
  const { bold, italic, strike, code } = piece.style || {};
  let node;
  if (piece.type === "link") node = link(piece.url, piece.text || piece.url);
  else if (piece.type === "user") node = h("span", { class: "mention" }, `@${personName(piece.user_id)}`);
  else if (piece.type === "channel") node = h("span", { class: "mention" }, `#${channelName(piece.channel_id)}`);
  else if (piece.type === "emoji") node = document.createTextNode(emojiOf(piece.name));
  else if (piece.type === "broadcast") node = document.createTextNode(`@${piece.range}`);
  else node = document.createTextNode(piece.text || "");
  for (const [on, tag] of [[code, "code"], [bold, "strong"], [italic, "em"], [strike, "s"]]) if (on) node = h(tag, null, node);
  return node;
}
