// The controls of Block Kit that are pressed or ticked: buttons, menus, boxes. Those that are filled in are in pickers.js.

import { confirmFirst } from "./confirm.js";
import { h, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { PICKERS, choice, optionsOf } from "./pickers.js";
import { word } from "./words.js";

let serial = 0;
export const newId = (prefix) => `${prefix}-${(serial += 1)}`;

// `use(action_id, value, block_id)` may return a promise; the control waits for it. `where`: the message or view it stands in.
export function controlFor(element, block, use, given, where) {
  const make = PRESSED[element.type] || PICKERS[element.type];
  if (!make) return h("span", { class: "unsupported" }, word("unsupported", { kind: element.type }));
  const send = (value) => use(element.action_id, value, block.block_id);
  return make(element, async (value, node) => {
    if (element.confirm && !(await confirmFirst(element.confirm))) return;
    if (node) { node.setAttribute("aria-disabled", "true"); node.setAttribute("aria-busy", "true"); }
    await send(value);
    if (node) { node.removeAttribute("aria-disabled"); node.removeAttribute("aria-busy"); }
  }, given, where);
}

const press = (use, value) => (event) => { if (event.currentTarget.getAttribute("aria-disabled") !== "true") use(value, event.currentTarget); };

const PRESSED = {
  button: (element, use) => {
    const kind = `button ${element.style || ""}`;
    const label = element.text.text;
    if (element.url && /^https?:\/\//.test(element.url)) {
      return h("a", { class: kind, href: element.url, target: "_blank", rel: "noopener noreferrer", "data-action": element.action_id, onclick: () => use(element.value) }, label);
    }
    return h("button", { type: "button", class: kind, "data-action": element.action_id, "aria-label": element.accessibility_label, onclick: press(use, element.value) }, label);
  },
  feedback_buttons: (element, use) => {
    const made = [["positive_button", "up"], ["negative_button", "down"]].map(([name, glyph]) => {
      const part = element[name];
      const judge = (event) => {
        made.forEach((each) => each.setAttribute("aria-pressed", String(each === event.currentTarget)));
        use(name === "positive_button" ? "positive" : "negative");
      };
      return h("button", { type: "button", class: "button feedback", "aria-pressed": "false", "data-action": element.action_id, "aria-label": part.accessibility_label, onclick: judge }, icon(glyph), part.text.text);
    });
    return h("span", { class: "b-feedback", role: "group" }, made);
  },
  icon_button: (element, use) => h("button", { type: "button", class: "button feedback", "data-action": element.action_id, "aria-label": element.accessibility_label, onclick: press(use, element.value) }, icon(element.icon === "trash" ? "bin" : "more"), element.text.text),
  overflow: (element, use) => h("button", { type: "button", class: "button overflow", "data-action": element.action_id, "aria-label": word("more"), title: word("more"), "aria-haspopup": "menu",
    onclick: (event) => openMenu(event.currentTarget, element.options.map((each) => ({ text: each.text.text, sub: each.description?.text, plain: true, run: () => use(each.value) }))) }, icon("more")),
  radio_buttons: (element, use, given) => {
    const name = newId("radio");
    const chosen = given ?? element.initial_option?.value;
    return h("div", { class: "ticks", role: "radiogroup" }, element.options.map((each) => tick("radio", name, element, each, each.value === chosen, () => use(each.value))));
  },
  checkboxes: (element, use, given) => ticks(element, use, given ?? (element.initial_options || []).map((each) => each.value)),
  multi_static_select: (element, use, given) => ticks(element, use, given ?? (element.initial_options || []).map((each) => each.value)),
  static_select: (element, use, given) => {
    const chosen = given ?? element.initial_option?.value ?? "";
    const groups = (element.option_groups || []).map((group) => h("optgroup", { label: group.label.text }, group.options.map((each) => choice(each.value, each.text.text, chosen))));
    return h("select", { "data-action": element.action_id, "aria-label": element.placeholder?.text || word("choose"), onchange: (event) => use(event.target.value || null) },
      choice("", element.placeholder?.text || word("choose"), chosen), (element.options || []).map((each) => choice(each.value, each.text.text, chosen)), groups);
  },
};

export function ticks(element, use, given, options = optionsOf(element)) {
  const on = new Set(given);
  const change = (value, checked) => {
    if (checked) on.add(value);
    else on.delete(value);
    use(options.map((each) => each.value).filter((each) => on.has(each)));
  };
  return h("div", { class: `ticks${options.length > 8 ? " many" : ""}`, role: "group" }, options.map((each) => tick("checkbox", newId("box"), element, each, on.has(each.value), (checked) => change(each.value, checked))));
}

function tick(type, name, element, option, checked, changed) {
  const box = h("input", { type, name, value: option.value, checked, "data-action": element.action_id, onchange: (event) => changed(event.target.checked) });
  return h("label", { class: "tick" }, box, h("span", null, option.text.text, option.description && h("small", null, option.description.text)));
}
