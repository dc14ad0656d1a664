// What the page knows: the server's answer for this person, and where they look. Kept in the address, so that two tabs can be two people.

import { act, readState } from "./api.js";

export const store = { state: null, person: "U0ANA", channel: "C0SALES", thread: "", tab: "messages", connected: true, drawer: false };
const told = new Map();

export function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  for (const key of ["person", "channel", "thread", "tab"]) if (parts.get(key)) store[key] = parts.get(key);
}

export function writeAddress() {
  const parts = new URLSearchParams({ person: store.person, channel: store.channel });
  if (store.thread) parts.set("thread", store.thread);
  if (store.tab !== "messages") parts.set("tab", store.tab);
  history.replaceState(null, "", `#${parts}`);
}

export async function refresh() {
  const wanted = store.person;
  let state;
  try {
    state = await readState(wanted);
  } catch {
    if (store.person !== wanted) return;
    if (wanted === "U0ANA") throw new Error("no state");
    store.person = "U0ANA";
    state = await readState(store.person);
  }
  if (state.me !== store.person) return;
  store.state = state;
  if (!state.channels.some((each) => each.id === store.channel)) {
    store.channel = state.channels[0].id;
    store.thread = "";
  }
  if (!isDirect() || !state.has_home) store.tab = "messages";
}

export const person = (id) => store.state.people.find((each) => each.id === id) || { id, name: id, is_bot: false };
export const bot = () => person(store.state.bot);
export const channel = () => store.state.channels.find((each) => each.id === store.channel);
export const isDirect = () => channel().kind === "direct";
export const inChannel = (id) => store.state.messages.filter((each) => each.channel === id);
export const repliesTo = (ts) => store.state.messages.filter((each) => each.thread === ts);
export const statusOf = (where, thread) => store.state.statuses.find((each) => each.channel === where && each.thread === thread);

export function label(each) {
  return each.kind === "direct" ? bot().name : `#${each.name}`;
}

// [messages not seen yet, those of them meant for this person alone]
export const unread = (id) => store.state.unread[id] || [0, 0];

// Tells the server, once, how far this person has read; not while the page is in the background.
export function markSeen(id) {
  const last = inChannel(id).at(-1);
  if (!last || !unread(id)[0] || document.hidden || store.tab === "home") return;
  const key = store.person + id;
  if (Number(told.get(key) || 0) >= Number(last.ts)) return;
  told.set(key, last.ts);
  act("read", { person: store.person, channel: id, ts: last.ts });
}
