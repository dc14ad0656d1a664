// The first steps at the side of the page. A step is ticked off by the server, when it has really happened.

import { fill, h, icon } from "./dom.js";
import { store } from "./store.js";
import { currentLanguage, pick, word } from "./words.js";

const KEY = "guide";
const isClosed = () => localStorage.getItem(KEY) === "closed";

export function setGuide(open) {
  localStorage.setItem(KEY, open ? "open" : "closed");
}

// The panel where there is room for it, and one line above the messages where there is not.
export function drawGuide(panel, strip, button, go) {
  const steps = store.state.guide;
  const shown = steps.length > 0 && !isClosed();
  panel.hidden = !shown;
  strip.hidden = !shown;
  button.hidden = steps.length === 0;
  button.setAttribute("aria-expanded", String(shown));
  document.body.classList.toggle("with-guide", shown);
  fill(button, icon("steps"), h("span", null, word("guideOpen")));
  button.setAttribute("aria-label", word("guideOpen"));
  const mark = JSON.stringify([steps, currentLanguage(), shown]);
  if (!shown || panel.dataset.mark === mark) return;
  panel.dataset.mark = mark;
  const focused = panel.contains(document.activeElement) ? document.activeElement.dataset.key : "";
  const done = steps.filter((each) => each.done).length;
  const next = steps.findIndex((each) => !each.done);
  const close = () => { setGuide(false); go.redraw(); button.focus(); };
  const count = word("guideDone", { n: done, all: steps.length });
  panel.setAttribute("aria-label", word("guide"));
  fill(panel,
    h("div", { class: "pane-head" }, h("h2", null, word("guide")), h("button", { class: "icon", "data-key": "close", "aria-label": word("close"), onclick: close }, icon("close"))),
    h("div", { class: "guide-body" },
      h("p", { class: "quiet", role: "status" }, next < 0 ? word("guideAll") : `${count}. ${word("guideHint")}`),
      h("ol", { class: "steps" }, steps.map((each, at) => step(each, at, at === next, go)))));
  fill(strip, h("span", { class: "pill" }, `${done}/${steps.length}`), h("b", null, next < 0 ? word("guideAll") : pick(steps[next].title)),
    next >= 0 && steps[next].attempt && tryIt(steps[next], next, go), h("span", { class: "grow" }),
    h("button", { class: "icon", "aria-label": word("close"), onclick: close }, icon("close")));
  if (focused) panel.querySelector(`[data-key="${focused}"]`)?.focus();
}

function step(each, at, isNext, go) {
  return h("li", { class: `step${each.done ? " done" : ""}${isNext ? " next" : ""}`, "data-step": at + 1, "data-done": String(each.done) },
    h("span", { class: "tick-mark", "aria-hidden": "true" }, each.done ? "✓" : String(at + 1)),
    h("div", null, h("h3", null, pick(each.title), h("span", { class: "hidden" }, ` (${word(each.done ? "stepDone" : "stepOpen")})`)),
      (isNext || !each.done) && h("p", null, pick(each.text)), isNext && each.attempt && tryIt(each, at, go)));
}

const tryIt = (each, at, go) => h("button", { class: "button", "data-key": `try-${at}`, onclick: () => go.attempt({ ...each.attempt, text: pick(each.attempt.text) }) }, word("guideTry"));
