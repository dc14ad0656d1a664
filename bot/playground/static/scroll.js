// Where a list stands after new messages: at its end, or at the first line of an answer that is taller than the view.

import { bot, store } from "./store.js";

const NEAR = 120;
const GAP = 4;
const PATIENCE = 10_000;
const held = new WeakMap();
let awaitedUntil = 0;

// Call when a person has pressed or commanded something: what the bot answers is then shown, wherever they stand.
export function awaitAnswer() {
  awaitedUntil = performance.now() + PATIENCE;
}

const articles = (node) => [...node.querySelectorAll("[data-ts]")];

// Call before the list changes, and settle() after. Who has scrolled away is left alone, unless they write something themselves.
export function lookAt(node) {
  const isHeld = node.scrollTop > 0 && held.get(node) === node.scrollTop;
  const atEnd = !isHeld && node.scrollHeight - node.scrollTop - node.clientHeight < NEAR;
  const before = new Map(articles(node).map((each) => [each.dataset.ts, each.offsetHeight]));
  return { settle: () => settle(node, before, atEnd) };
}

function settle(node, before, atEnd) {
  const after = articles(node);
  const isNew = (each) => !before.has(each.dataset.ts);
  const last = after.at(-1);
  const isMine = Boolean(last) && isNew(last) && last.dataset.author === store.person;
  if (isMine) { toEnd(node); return; }
  const isAwaited = performance.now() < awaitedUntil && after.some((each) => isNew(each) && each.dataset.author === bot().id && before.size > 0);
  if (isAwaited) awaitedUntil = 0;
  if (!atEnd && !isAwaited) return;
  // An announcement ("One moment") that grew into the answer counts as new.
  const grew = (each) => before.get(each.dataset.ts) <= node.clientHeight && each.offsetHeight > node.clientHeight;
  const isFirstLook = !after.some((each) => before.has(each.dataset.ts));
  const fresh = (isFirstLook ? after.slice(-1) : after).find((each) => each.dataset.author === bot().id && (isNew(each) || grew(each)));
  const top = fresh && topOf(fresh, node) - GAP;
  if (fresh && node.scrollHeight - top > node.clientHeight) {
    node.scrollTop = top;
    held.set(node, node.scrollTop);
  } else {
    toEnd(node);
  }
}

function toEnd(node) {
  held.delete(node);
  node.scrollTop = node.scrollHeight;
}

const topOf = (each, node) => each.getBoundingClientRect().top - node.getBoundingClientRect().top + node.scrollTop;
