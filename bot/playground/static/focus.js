// Giving the focus back: to the same control of the same message, even when the message was drawn anew meanwhile.

export function placeOfFocus() {
  const at = document.activeElement;
  const message = at?.closest?.("[data-ts]")?.dataset.ts;
  const action = at?.dataset?.action;
  return () => {
    if (at?.isConnected && at !== document.body) { at.focus(); return; }
    const again = message && document.querySelector(`[data-ts="${CSS.escape(message)}"]`);
    (again?.querySelector(action ? `[data-action="${CSS.escape(action)}"]` : ".more") || again?.querySelector(".more") || document.querySelector("[data-composer]"))?.focus();
  };
}
