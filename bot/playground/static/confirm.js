// Small dialogs of the page itself: the question before a button that asks for confirmation, and a text to change.

import { h } from "./dom.js";
import { word } from "./words.js";

export function confirmFirst(asked) {
  return new Promise((decide) => {
    const dialog = h("dialog", { class: "sheet small", "aria-label": asked.title?.text || word("sure") });
    const end = (yes) => { dialog.close(); dialog.remove(); decide(yes); };
    dialog.append(
      h("header", null, h("h2", null, asked.title?.text || word("sure"))),
      h("div", { class: "sheet-body" }, h("p", null, asked.text?.text || "")),
      h("footer", null,
        h("button", { type: "button", class: "button", onclick: () => end(false) }, asked.deny?.text || word("cancel")),
        h("button", { type: "button", class: `button ${asked.style === "danger" ? "danger" : "primary"}`, onclick: () => end(true) }, asked.confirm?.text || word("submit"))));
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); end(false); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

// Resolves to the new text, or to null when the person leaves it as it was.
export function askText(title, name, text) {
  return new Promise((decide) => {
    const back = document.activeElement;
    const box = h("textarea", { rows: 4, "aria-label": name, value: text });
    const dialog = h("dialog", { class: "sheet small", "aria-label": title });
    const end = (answer) => { dialog.close(); dialog.remove(); back?.focus?.(); decide(answer); };
    dialog.append(
      h("header", null, h("h2", null, title)),
      h("div", { class: "sheet-body b-input" }, box),
      h("footer", null,
        h("button", { type: "button", class: "button", onclick: () => end(null) }, word("cancel")),
        h("button", { type: "button", class: "button primary", onclick: () => end(box.value) }, word("save"))));
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); end(null); });
    document.body.append(dialog);
    dialog.showModal();
    box.focus();
  });
}
