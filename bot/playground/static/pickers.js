// The controls of Block Kit that are filled in: text, numbers, dates, people, channels, and selects whose options the bot knows.

import { act } from "./api.js";
import { ticks } from "./controls.js";
import { h } from "./dom.js";
import { word } from "./words.js";

let workspace = { people: () => [], channels: () => [], person: () => "" };
let serial = 0;

export function setWorkspace(given) {
  workspace = given;
}

export const optionsOf = (element) => [...(element.options || []), ...(element.option_groups || []).flatMap((group) => group.options)];
export const choice = (value, text, chosen) => h("option", { value, selected: value === chosen }, text);

const PEOPLE = () => workspace.people().filter((each) => !each.is_bot).map((each) => ({ value: each.id, text: { text: each.name } }));
const CHANNELS = () => workspace.channels().filter((each) => each.kind !== "direct").map((each) => ({ value: each.id, text: { text: `#${each.name}` } }));
const named = (element) => element.placeholder?.text || word("choose");

const pick = (list, initial) => (element, use, given) => {
  const chosen = given ?? element[initial] ?? "";
  return h("select", { "data-action": element.action_id, "aria-label": named(element), onchange: (event) => use(event.target.value || null) },
    choice("", named(element), chosen), list().map((each) => choice(each.value, each.text.text, chosen)));
};
const pickMany = (list, initial) => (element, use, given) => ticks(element, use, given ?? element[initial] ?? [], list());

const typeIn = (type, more = () => ({})) => (element, use, given) => h("input", { type, "data-action": element.action_id, "aria-label": element.placeholder?.text, placeholder: element.placeholder?.text,
  value: given ?? element.initial_value ?? "", ...more(element), oninput: (event) => use(event.target.value) });
const when = (type, initial) => (element, use, given) => h("input", { type, "data-action": element.action_id, "aria-label": named(element), value: given ?? element[initial] ?? "", onchange: (event) => use(event.target.value || null) });

const local = (seconds) => (seconds ? new Date((seconds - new Date(seconds * 1000).getTimezoneOffset() * 60) * 1000).toISOString().slice(0, 16) : "");

export const PICKERS = {
  plain_text_input: (element, use, given) => {
    const more = { "data-action": element.action_id, placeholder: element.placeholder?.text, minlength: element.min_length, maxlength: element.max_length || 3000, value: given ?? element.initial_value ?? "", oninput: (event) => use(event.target.value) };
    return element.multiline ? h("textarea", { rows: 4, ...more }) : h("input", { type: "text", ...more });
  },
  number_input: typeIn("number", (element) => ({ step: element.is_decimal_allowed ? "any" : "1", min: element.min_value, max: element.max_value })),
  email_text_input: typeIn("email"),
  url_text_input: typeIn("url"),
  datepicker: when("date", "initial_date"),
  timepicker: when("time", "initial_time"),
  datetimepicker: (element, use, given) => h("input", { type: "datetime-local", "data-action": element.action_id, "aria-label": named(element), value: local(given ?? element.initial_date_time), onchange: (event) => use(event.target.value ? Math.round(new Date(event.target.value).getTime() / 1000) : null) }),
  users_select: pick(PEOPLE, "initial_user"),
  channels_select: pick(CHANNELS, "initial_channel"),
  conversations_select: pick(CHANNELS, "initial_conversation"),
  multi_users_select: pickMany(PEOPLE, "initial_users"),
  multi_channels_select: pickMany(CHANNELS, "initial_channels"),
  multi_conversations_select: pickMany(CHANNELS, "initial_conversations"),
  external_select: external,
};

// A box to type in whose suggestions come from the bot.
function external(element, use, given, where) {
  const list = h("datalist", { id: `offers-${(serial += 1)}` });
  const chosen = given ?? element.initial_option;
  let offers = chosen ? [chosen] : [];
  const box = h("input", { type: "text", role: "combobox", list: list.id, autocomplete: "off", "data-action": element.action_id, "aria-label": named(element), placeholder: element.placeholder?.text || word("typeToFind"), value: chosen?.text.text || "" });
  const look = async () => {
    const found = offers.find((each) => each.text.text === box.value);
    if (found || !box.value) { use(found || null); return; }
    if (box.value.length < (element.min_query_length ?? 3)) return;
    const answer = await act("options", { person: workspace.person(), where, action_id: element.action_id, typed: box.value });
    offers = answer.options || [];
    list.replaceChildren(...offers.map((each) => h("option", { value: each.text.text })));
  };
  box.addEventListener("input", look);
  const node = h("span", { class: "external" }, box, list);
  return node;
}
