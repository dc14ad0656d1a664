// A small menu at a button: arrows move, Enter chooses, Escape closes and gives the focus back.

import { h, icon } from "./dom.js";

let open = null;
let opener = null;

export function closeMenu() {
  open?.remove();
  open = null;
  opener?.setAttribute("aria-expanded", "false");
  opener = null;
}

export function openMenu(button, items) {
  closeMenu();
  const menu = h("div", { class: "menu", role: "menu" }, items.map((each) =>
    h("button", { role: "menuitem", tabindex: "-1", onclick: () => { closeMenu(); button.focus(); each.run(); } }, each.glyph ? icon(each.glyph) : !each.plain && h("span", { class: "spark", "aria-hidden": "true" }, "✦"), h("span", null, each.text, each.sub && h("small", null, each.sub)))));
  menu.addEventListener("keydown", (event) => {
    const all = [...menu.children];
    const at = all.indexOf(document.activeElement);
    if (event.key === "ArrowDown") all[(at + 1) % all.length].focus();
    else if (event.key === "ArrowUp") all[(at + all.length - 1) % all.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") { closeMenu(); button.focus(); }
    else return;
    event.preventDefault();
  });
  const place = button.getBoundingClientRect();
  (button.closest("dialog") || document.getElementById("main")).append(menu);
  const size = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(place.right - size.width, innerWidth - size.width - 8))}px`;
  menu.style.top = `${place.bottom + size.height + 8 < innerHeight ? place.bottom + 4 : Math.max(8, place.top - size.height - 4)}px`;
  open = menu;
  opener = button;
  button.setAttribute("aria-expanded", "true");
  menu.firstElementChild?.focus();
}

document.addEventListener("pointerdown", (event) => { if (open && !open.contains(event.target)) closeMenu(); });
