// The forms the bot opens. The one on top of the stack is shown; what was typed survives when the bot changes the form.

import { act } from "./api.js";
import { renderBlocks, textOf } from "./blocks.js";
import { controlFor, newId } from "./controls.js";
import { fill, h, icon } from "./dom.js";
import { store } from "./store.js";
import { currentLanguage, word } from "./words.js";

const typed = new Map();
let dialog = null;
let shown = "";

export function drawModal(go) {
  const view = store.state.views.at(-1);
  if (!view) {
    dialog?.remove();
    dialog = null;
    shown = "";
    return;
  }
  const mark = JSON.stringify([view.id, view.hash, view.errors, currentLanguage()]);
  if (mark === shown) return;
  const focused = dialog?.querySelector(":focus")?.dataset?.action;
  shown = mark;
  if (!dialog) {
    dialog = h("dialog", { class: "sheet" });
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(go); });
    document.body.append(dialog);
  }
  draw(view, go);
  if (!dialog.open) dialog.showModal();
  const wrong = dialog.querySelector("[aria-invalid] [data-action], [aria-invalid][data-action]");
  (wrong || (focused && dialog.querySelector(`[data-action="${focused}"]`)) || dialog.querySelector("[data-action]"))?.focus();
}

function draw(view, go) {
  const values = valuesOf(view.id);
  const use = (action_id, value) => go.did(act("click_in_view", { person: store.person, view_id: view.id, action_id, value, values }));
  const keep = (action_id, value) => { values[action_id] = value; };
  const parts = view.blocks.map((block) => {
    if (block.type === "input") return field(block, view, values, block.dispatch_action ? (id, value) => { keep(id, value); return use(id, value); } : keep);
    return renderBlocks([block], (id, value) => { if (value !== undefined) keep(id, value); return use(id, value); });
  });
  dialog.setAttribute("aria-label", view.title.text);
  const general = view.errors[""];
  fill(dialog,
    h("form", { method: "dialog", novalidate: true, onsubmit: (event) => { event.preventDefault(); submit(view, go, event.target); } },
      h("header", null, h("h2", null, view.title.text), h("button", { type: "button", class: "icon", "aria-label": word("close"), onclick: () => close(go) }, icon("close"))),
      h("div", { class: "sheet-body" }, general && h("p", { class: "error", role: "alert" }, word(general === "no_answer" ? "trouble" : "wrong_errors")), parts),
      h("footer", null,
        h("button", { type: "button", class: "button", onclick: () => close(go) }, view.close?.text || word("cancel")),
        view.submit && h("button", { type: "submit", class: "button primary" }, view.submit.text))));
}

function field(block, view, values, use) {
  const id = newId("field");
  const control = controlFor(block.element, block, use, values[block.element.action_id]);
  const single = ["INPUT", "TEXTAREA", "SELECT"].includes(control.tagName);
  const error = view.errors[block.block_id];
  const notes = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  if (single) { control.id = id; control.removeAttribute("aria-label"); } else control.setAttribute("aria-labelledby", `${id}-label`);
  if (notes) control.setAttribute("aria-describedby", notes);
  if (error) control.setAttribute("aria-invalid", "true");
  const name = [block.label.text, block.optional && h("small", null, ` (${word("optional")})`)];
  return h("div", { class: "b-input", "data-block": block.block_id },
    single ? h("label", { for: id, class: "label" }, name) : h("span", { id: `${id}-label`, class: "label" }, name),
    control,
    error && h("p", { class: "error", id: `${id}-error`, role: "alert" }, error),
    block.hint && h("div", { class: "hint-text", id: `${id}-hint` }, textOf(block.hint)));
}

async function submit(view, go, form) {
  const button = form.querySelector("[type=submit]");
  if (!button) return;
  button.disabled = true;
  const answer = await act("submit", { person: store.person, view_id: view.id, values: valuesOf(view.id) });
  button.disabled = false;
  if (answer.error === "required") markMissing(answer.about.split(" ").at(-1));
  else {
    if (answer.error) go.toast(word(answer.error));
    await go.refresh();
    if (!store.state.views.some((each) => each.id === view.id)) typed.delete(view.id);
  }
}

function markMissing(block_id) {
  const part = [...dialog.querySelectorAll("[data-block]")].find((each) => each.dataset.block === block_id);
  if (!part) return;
  part.querySelectorAll(".error").forEach((each) => each.remove());
  const id = newId("missing");
  const control = part.querySelector("[data-action]");
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", id);
  part.append(h("p", { class: "error", id, role: "alert" }, word("required")));
  control.focus();
}

async function close(go) {
  const view = store.state.views.at(-1);
  if (!view) return;
  await act("close", { person: store.person, view_id: view.id, at_once: true });
  typed.delete(view.id);
  await go.refresh();
}

function valuesOf(id) {
  if (!typed.has(id)) typed.set(id, {});
  return typed.get(id);
}
