// The clock in the top bar, and the panel that moves it forward.

import { act } from "./api.js";
import { fill, h, icon } from "./dom.js";
import { store } from "./store.js";
import { fullTime, lead, now, place, wallTime } from "./times.js";
import { word } from "./words.js";

const STEPS = [["plusHour", { hours: 1 }], ["morning", { to: "morning" }], ["plusDay", { hours: 24 }], ["plusWeek", { hours: 168 }]];
let panel = null;

export function drawClock(button, go) {
  const text = fullTime(now());
  if (button.dataset.text === text + lead() + place()) return;
  button.dataset.text = text + lead() + place();
  button.setAttribute("aria-label", `${word("clockMove")}: ${text}, ${place()}`);
  button.setAttribute("aria-haspopup", "dialog");
  fill(button, icon("clock"), h("span", { class: "time" }, text), h("span", { class: "place" }, place()), lead() && h("span", { class: "pill lead" }, lead()));
  button.onclick = () => (panel ? close(button) : open(button, go));
}

function open(button, go) {
  const date = h("input", { type: "datetime-local", id: "go-to-date", value: wallTime(now() + 3600), min: wallTime(now()) });
  const move = async (body) => {
    close(button);
    const answer = await go.did(act("move", { person: store.person, ...body }));
    await go.refresh();
    if (!answer.error) go.toast(word("moved", { time: fullTime(now()) }));
  };
  panel = h("div", { class: "menu clock-panel", role: "dialog", "aria-label": word("clockMove") },
    h("p", null, word("clockHint")),
    h("div", { class: "clock-steps" }, STEPS.map(([name, body]) => h("button", { type: "button", class: "button", onclick: () => move(body) }, word(name)))),
    h("form", { onsubmit: (event) => { event.preventDefault(); if (date.value) move({ to: date.value }); } },
      h("label", { for: "go-to-date" }, word("goToDate")), date, h("button", { type: "submit", class: "button" }, word("goTo"))));
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); close(button); } });
  panel.addEventListener("focusout", (event) => { if (event.relatedTarget && !panel?.contains(event.relatedTarget) && event.relatedTarget !== button) close(button, false); });
  button.after(panel);
  button.setAttribute("aria-expanded", "true");
  panel.querySelector("button").focus();
}

function close(button, focus = true) {
  panel?.remove();
  panel = null;
  button.setAttribute("aria-expanded", "false");
  if (focus) button.focus();
}

document.addEventListener("pointerdown", (event) => {
  const button = document.getElementById("clock");
  if (panel && !panel.contains(event.target) && !button.contains(event.target)) close(button, false);
});
