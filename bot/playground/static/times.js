// The workspace's time as the person one is sees it: in their zone, ahead of the real time by as much as the clock was moved.

import { person, store } from "./store.js";
import { currentLanguage, word } from "./words.js";

const DAY = 86_400;
const locale = () => (currentLanguage() === "zh" ? "zh-CN" : "en-GB");
const zone = () => person(store.person).tz || undefined;
const shown = (seconds, parts) => new Date(seconds * 1000).toLocaleString(locale(), { timeZone: zone(), ...parts });
let read = 0;

// The server's time was `now` when the state was read.
export function keepTime() {
  read = store.state.clock.now - performance.now() / 1000;
}

export const now = () => read + performance.now() / 1000;
export const clockTime = (ts) => shown(Number(ts), { hour: "2-digit", minute: "2-digit" });
export const fullTime = (seconds) => shown(seconds, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
export const place = () => (zone() || "").split("/").at(-1).replaceAll("_", " ");
export const dayOf = (ts) => shown(Number(ts), { year: "numeric", month: "numeric", day: "numeric" });

export function dayName(ts) {
  if (dayOf(ts) === dayOf(now())) return word("today");
  if (dayOf(ts) === dayOf(now() - DAY)) return word("yesterday");
  return shown(Number(ts), { weekday: "long", day: "numeric", month: "long" });
}

// What an <input type="datetime-local"> holds for this time.
export function wallTime(seconds) {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone(), year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(new Date(seconds * 1000));
  const part = Object.fromEntries(parts.map((each) => [each.type, each.value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

export function lead() {
  const { ahead } = store.state.clock;
  if (ahead < 60) return "";
  const n = ahead < DAY ? word("hours", { n: Math.max(1, Math.round(ahead / 3600)) }) : word("days", { n: Math.round(ahead / DAY) });
  return word("ahead", { n });
}
