// Forms made of blocks: each input with its label, hint and error; what was typed is kept by view.

import { renderBlocks, textOf } from "./blocks.js";
import { controlFor, newId } from "./controls.js";
import { h } from "./dom.js";
import { word } from "./words.js";

const typed = new Map();

export function valuesOf(id) {
  if (!typed.has(id)) typed.set(id, {});
  return typed.get(id);
}

export function forgetValues(id) {
  typed.delete(id);
}

// `use(action_id, value)` tells the bot; inputs only do so when the bot wants to hear of them before the form is sent.
export function formParts(view, errors, use) {
  const values = valuesOf(view.id);
  const keep = (action_id, value) => { values[action_id] = value; };
  return view.blocks.map((block) => {
    if (block.type === "input") return field(block, errors[block.block_id], values, block.dispatch_action ? (id, value) => { keep(id, value); return use(id, value); } : keep, view.id);
    return renderBlocks([block], (id, value) => { if (value !== undefined) keep(id, value); return use(id, value); }, view.id, values);
  });
}

function field(block, error, values, use, where) {
  const id = newId("field");
  const control = controlFor(block.element, block, use, values[block.element.action_id], where);
  const single = ["INPUT", "TEXTAREA", "SELECT"].includes(control.tagName);
  const notes = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  if (single) { control.id = id; control.removeAttribute("aria-label"); } else { control.setAttribute("role", control.getAttribute("role") || "group"); control.setAttribute("aria-labelledby", `${id}-label`); }
  const marked = single ? control : control.querySelector("[data-action]") || control;
  if (notes) marked.setAttribute("aria-describedby", notes);
  if (error) marked.setAttribute("aria-invalid", "true");
  if (single && !block.optional) control.setAttribute("aria-required", "true");
  const name = [block.label.text, block.optional && h("small", null, ` (${word("optional")})`)];
  return h("div", { class: "b-input", "data-block": block.block_id },
    single ? h("label", { for: id, class: "label" }, name) : h("span", { id: `${id}-label`, class: "label" }, name),
    control,
    error && h("p", { class: "error", id: `${id}-error`, role: "alert" }, error),
    block.hint && h("div", { class: "hint-text", id: `${id}-hint` }, textOf(block.hint)));
}

// Slack sends no form with an empty required input: the person is told at once.
export function markMissing(root, block_id) {
  const part = [...root.querySelectorAll("[data-block]")].find((each) => each.dataset.block === block_id);
  if (!part) return;
  part.querySelectorAll(".error").forEach((each) => each.remove());
  const id = newId("missing");
  const control = part.querySelector("[data-action]");
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", id);
  part.append(h("p", { class: "error", id, role: "alert" }, word("required")));
  control.focus();
}
