// The forms the bot opens. The one on top of the stack is shown; what was typed survives when the bot changes the form.

import { act } from "./api.js";
import { fill, h, icon } from "./dom.js";
import { forgetValues, formParts, markMissing, valuesOf } from "./fields.js";
import { placeOfFocus } from "./focus.js";
import { store } from "./store.js";
import { currentLanguage, word } from "./words.js";

let dialog = null;
let shown = "";
let comeBack = () => {};

export function drawModal(go) {
  const view = store.state.views.at(-1);
  if (!view) {
    if (!dialog) return;
    dialog.close();
    dialog.remove();
    dialog = null;
    shown = "";
    comeBack();
    return;
  }
  const mark = JSON.stringify([view.id, view.hash, view.errors, currentLanguage()]);
  if (mark === shown) return;
  const focused = dialog?.dataset.view === view.id ? dialog.querySelector(":focus")?.dataset?.action : "";
  shown = mark;
  if (!dialog) {
    comeBack = placeOfFocus();
    dialog = h("dialog", { class: "sheet" });
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(go); });
    document.body.append(dialog);
  }
  dialog.dataset.view = view.id;
  draw(view, go);
  if (!dialog.open) dialog.showModal();
  const wrong = dialog.querySelector("[aria-invalid]");
  (wrong || (focused && dialog.querySelector(`[data-action="${CSS.escape(focused)}"]`)) || dialog.querySelector(".sheet-body [data-action]") || dialog.querySelector("footer button"))?.focus();
}

function draw(view, go) {
  const depth = store.state.views.length;
  const use = (action_id, value) => go.did(act("click_in_view", { person: store.person, view_id: view.id, action_id, value, values: valuesOf(view.id) }));
  const general = view.errors[""];
  dialog.setAttribute("aria-label", view.title.text);
  fill(dialog,
    h("form", { method: "dialog", novalidate: true, onsubmit: (event) => { event.preventDefault(); submit(view, go, event.target); } },
      h("header", null,
        depth > 1 && h("button", { type: "button", class: "icon", "aria-label": word("back"), onclick: () => close(go) }, icon("back")),
        h("h2", null, view.title.text, depth > 1 && h("small", { class: "quiet" }, ` ${word("viewOf", { n: depth, all: depth })}`)),
        h("button", { type: "button", class: "icon", "aria-label": word("close"), onclick: () => close(go, true) }, icon("close"))),
      h("div", { class: "sheet-body" }, general && h("p", { class: "error", role: "alert" }, word(general === "no_answer" ? "trouble" : "wrong_errors")), formParts(view, view.errors, use)),
      h("footer", null,
        h("button", { type: "button", class: "button", onclick: () => close(go) }, view.close?.text || word(depth > 1 ? "back" : "cancel")),
        view.submit && h("button", { type: "submit", class: "button primary" }, view.submit.text))));
}

async function submit(view, go, form) {
  const button = form.querySelector("[type=submit]");
  if (!button || button.disabled) return;
  button.disabled = true;
  const answer = await act("submit", { person: store.person, view_id: view.id, values: valuesOf(view.id) });
  button.disabled = false;
  if (answer.error === "required") markMissing(dialog, answer.about.split(" ").at(-1));
  else {
    if (answer.error) go.toast(word(answer.error));
    await go.refresh();
    if (!store.state.views.some((each) => each.id === view.id)) forgetValues(view.id);
  }
}

async function close(go, everything = false) {
  const view = store.state.views.at(-1);
  if (!view) return;
  await act("close", { person: store.person, view_id: view.id, everything: everything && store.state.views.length > 1, at_once: true });
  forgetValues(view.id);
  await go.refresh();
}
