// The question before a button that asks for confirmation.

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
