export const shortcutList = [
  { key: "/", does: "Search this page" },
  { key: "j", does: "Next connection or sync" },
  { key: "k", does: "Previous connection or sync" },
  { key: "r", does: "Sync (or cancel) the focused connection, or the only one of the page" },
  { key: "Ctrl K", does: "Find a page, a connection or a command (⌘ K on a Mac)" },
  { key: "?", does: "This list" },
];

const isSeen = (element: HTMLElement) => element.offsetParent !== null;
const seen = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter(isSeen);

export function focusSearch(): boolean {
  const input = seen("[data-search]")[0];
  input?.focus();
  return input !== undefined;
}

/** Moves between cards and rows; each carries `data-card`. */
export function moveFocus(by: 1 | -1): boolean {
  const cards = seen("[data-card]");
  const here = cards.findIndex((card) => card.contains(document.activeElement));
  const next = cards[here === -1 ? 0 : Math.min(cards.length - 1, Math.max(0, here + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

/** Presses Sync now of the focused card; a page with one connection needs no focus. */
export function pressSync(): boolean {
  const card = document.activeElement?.closest("[data-card]");
  const all = seen("[data-sync]");
  const button = card?.querySelector<HTMLElement>("[data-sync]") ?? (all.length === 1 ? all[0] : undefined);
  button?.click();
  return button !== undefined;
}
