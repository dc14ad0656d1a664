// The panel that makes things go wrong: for calls of the bot, and for requests to it.

import { act } from "./api.js";
import { fill, h } from "./dom.js";
import { word } from "./words.js";

const KINDS = {
  rate_limit: ["method", "times", "seconds"], fail_before: ["method", "times"], fail_after: ["method", "times"], cut_before: ["method", "times"], cut_after: ["method", "times"],
  delay_calls: ["seconds"], delay_delivery: ["times", "seconds"], repeat_events: ["times"],
};
const METHODS = ["*", "chat.postMessage", "chat.postEphemeral", "chat.update", "chat.delete", "chat.getPermalink", "chat.startStream", "chat.appendStream", "chat.stopStream", "response_url",
  "conversations.open", "conversations.info", "conversations.history", "conversations.replies", "users.info", "users.list", "views.open", "views.push", "views.update", "views.publish",
  "agents.sessions.setStatus", "assistant.threads.setSuggestedPrompts"];

export function drawTroubles(node, go) {
  const kind = h("select", { id: "trouble-kind", onchange: () => showFields() }, Object.keys(KINDS).map((each) => h("option", { value: each }, word(each))));
  const method = h("select", { id: "trouble-method" }, METHODS.map((each) => h("option", { value: each }, each === "*" ? word("anyMethod") : each)));
  const times = h("input", { id: "trouble-times", type: "number", min: 1, max: 99, value: 1 });
  const seconds = h("input", { id: "trouble-seconds", type: "number", min: 0, max: 600, value: 2, step: "any" });
  const field = (name, control) => h("div", { class: "field", "data-field": name }, h("label", { for: control.id }, word(name === "kind" ? "trouble_kind" : name)), control);
  const form = h("form", { class: "troubles", onsubmit: (event) => { event.preventDefault(); go.did(act("trouble", { kind: kind.value, method: method.value, times: Number(times.value), seconds: Number(seconds.value) })); } },
    field("kind", kind), field("method", method), field("times", times), field("seconds", seconds), h("button", { type: "submit", class: "button primary" }, word("switchOn")));
  const showFields = () => form.querySelectorAll("[data-field]").forEach((each) => { each.hidden = each.dataset.field !== "kind" && !KINDS[kind.value].includes(each.dataset.field); });
  showFields();
  fill(node, h("p", { class: "pane-hint" }, word("troublesHint")), form, h("div", { class: "troubles-on" }));
}

export function drawTroublesOn(node, faults, go) {
  const lines = [
    ...faults.calls.map((each) => [word(nameOf(each)), each.method === "*" ? word("anyMethod") : each.method, word("nCalls", { n: each.calls })]),
    ...(faults.repeats ? [[word("repeat_events"), word("nCalls", { n: faults.repeats })]] : []),
    ...(faults.delays.length ? [[word("delay_delivery"), word("nCalls", { n: faults.delays.length }), word("nSeconds", { n: faults.delays[0] })]] : []),
    ...(faults.api_delay ? [[word("delay_calls"), word("nSeconds", { n: faults.api_delay })]] : []),
  ];
  fill(node.querySelector(".troubles-on"), h("h3", null, word("isOn")),
    lines.length ? [h("ul", null, lines.map((each) => h("li", null, each.join(" · ")))), h("button", { class: "button", onclick: () => go.did(act("trouble", { kind: "clear" })) }, word("clearAll"))]
      : h("p", { class: "quiet" }, word("nothingOn")));
}

const nameOf = (fault) => (fault.trouble === "rate_limit" ? "rate_limit" : `${fault.trouble}_${fault.accepted ? "after" : "before"}`);
