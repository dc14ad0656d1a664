// The controls of Block Kit: buttons, menus, boxes to tick, fields to type in.

import { confirmFirst } from "./confirm.js";
import { h, icon } from "./dom.js";
import { word } from "./words.js";

let people = () => [];

export function setPeople(given) {
  people = given;
}

const optionsOf = (element) => [...(element.options || []), ...(element.option_groups || []).flatMap((group) => group.options)];
let serial = 0;
export const newId = (prefix) => `${prefix}-${(serial += 1)}`;

// `use(action_id, value, block_id)` may return a promise; the control waits for it.
export function controlFor(element, block, use, given) {
  const make = MAKE[element.type];
  if (!make) return h("span", { class: "unsupported" }, word("unsupported", { kind: element.type }));
  const send = (value) => use(element.action_id, value, block.block_id);
  return make(element, async (value, node) => {
    if (element.confirm && !(await confirmFirst(element.confirm))) return;
    if (node) { node.disabled = true; node.setAttribute("aria-busy", "true"); }
    await send(value);
    if (node) { node.disabled = false; node.removeAttribute("aria-busy"); }
  }, given);
}

const MAKE = {
  button: (element, use) => {
    const kind = `button ${element.style || ""}`;
    const label = element.text.text;
    if (element.url && /^https?:\/\//.test(element.url)) {
      return h("a", { class: kind, href: element.url, target: "_blank", rel: "noopener noreferrer", onclick: () => use(element.value) }, label);
    }
    return h("button", { type: "button", class: kind, "data-action": element.action_id, "aria-label": element.accessibility_label, onclick: (event) => use(element.value, event.currentTarget) }, label);
  },
  feedback_buttons: (element, use) => {
    const made = [["positive_button", "up"], ["negative_button", "down"]].map(([name, glyph]) => {
      const part = element[name];
      const press = (event) => {
        made.forEach((each) => each.setAttribute("aria-pressed", String(each === event.currentTarget)));
        use(name === "positive_button" ? "positive" : "negative");
      };
      return h("button", { type: "button", class: "button feedback", "aria-pressed": "false", "data-action": element.action_id, "aria-label": part.accessibility_label, onclick: press }, icon(glyph), part.text.text);
    });
    return h("span", { class: "b-feedback", role: "group" }, made);
  },
  icon_button: (element, use) => h("button", { type: "button", class: "button feedback", "data-action": element.action_id, "aria-label": element.accessibility_label, onclick: (event) => use(element.value, event.currentTarget) }, icon(element.icon === "trash" ? "bin" : "more"), element.text.text),
  static_select: (element, use, given) => {
    const chosen = given ?? element.initial_option?.value ?? "";
    const empty = h("option", { value: "" }, element.placeholder?.text || word("choose"));
    const groups = (element.option_groups || []).map((group) => h("optgroup", { label: group.label.text }, group.options.map((each) => choice(each, chosen))));
    const select = h("select", { "data-action": element.action_id, "aria-label": element.placeholder?.text || word("choose"), onchange: (event) => use(event.target.value || null) },
      empty, (element.options || []).map((each) => choice(each, chosen)), groups);
    return select;
  },
  users_select: (element, use, given) => {
    const chosen = given ?? element.initial_user ?? "";
    const options = people().filter((each) => !each.is_bot).map((each) => h("option", { value: each.id, selected: each.id === chosen }, each.name));
    return h("select", { "data-action": element.action_id, "aria-label": element.placeholder?.text || word("choose"), onchange: (event) => use(event.target.value || null) }, h("option", { value: "" }, element.placeholder?.text || word("choose")), options);
  },
  overflow: (element, use) => {
    const select = h("select", { class: "overflow", "data-action": element.action_id, "aria-label": word("more"), onchange: (event) => { use(event.target.value); event.target.value = ""; } },
      h("option", { value: "" }, "⋯"), element.options.map((each) => choice(each, null)));
    return select;
  },
  radio_buttons: (element, use, given) => {
    const name = newId("radio");
    const chosen = given ?? element.initial_option?.value;
    return h("div", { class: "ticks", role: "radiogroup" }, element.options.map((each) => tick("radio", name, element, each, each.value === chosen, () => use(each.value))));
  },
  checkboxes: (element, use, given) => ticks(element, use, given),
  multi_static_select: (element, use, given) => ticks(element, use, given),
  plain_text_input: (element, use, given) => {
    const tag = element.multiline ? "textarea" : "input";
    return h(tag, { type: element.multiline ? null : "text", rows: element.multiline ? 4 : null, "data-action": element.action_id, placeholder: element.placeholder?.text, minlength: element.min_length, maxlength: element.max_length || 3000, value: given ?? element.initial_value ?? "", oninput: (event) => use(event.target.value) });
  },
  number_input: (element, use, given) => h("input", { type: "number", step: element.is_decimal_allowed ? "any" : "1", min: element.min_value, max: element.max_value, "data-action": element.action_id, placeholder: element.placeholder?.text, value: given ?? element.initial_value ?? "", oninput: (event) => use(event.target.value) }),
  email_text_input: (element, use, given) => h("input", { type: "email", "data-action": element.action_id, placeholder: element.placeholder?.text, value: given ?? element.initial_value ?? "", oninput: (event) => use(event.target.value) }),
  url_text_input: (element, use, given) => h("input", { type: "url", "data-action": element.action_id, placeholder: element.placeholder?.text, value: given ?? element.initial_value ?? "", oninput: (event) => use(event.target.value) }),
  datepicker: (element, use, given) => h("input", { type: "date", "data-action": element.action_id, "aria-label": element.placeholder?.text, value: given ?? element.initial_date ?? "", onchange: (event) => use(event.target.value || null) }),
  timepicker: (element, use, given) => h("input", { type: "time", "data-action": element.action_id, "aria-label": element.placeholder?.text, value: given ?? element.initial_time ?? "", onchange: (event) => use(event.target.value || null) }),
};

const choice = (option, chosen) => h("option", { value: option.value, selected: option.value === chosen }, option.text.text);

function ticks(element, use, given) {
  const on = new Set(given ?? (element.initial_options || []).map((each) => each.value));
  const change = (value, checked) => {
    if (checked) on.add(value);
    else on.delete(value);
    use(optionsOf(element).map((each) => each.value).filter((each) => on.has(each)));
  };
  return h("div", { class: "ticks", role: "group" }, optionsOf(element).map((each) => tick("checkbox", newId("box"), element, each, on.has(each.value), (checked) => change(each.value, checked))));
}

function tick(type, name, element, option, checked, changed) {
  const box = h("input", { type, name, value: option.value, checked, "data-action": element.action_id, onchange: (event) => changed(event.target.checked) });
  return h("label", { class: "tick" }, box, h("span", null, option.text.text, option.description && h("small", null, option.description.text)));
}

