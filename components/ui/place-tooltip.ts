const gap = 6;
const margin = 8;

/** Puts `tip` beside `anchor` within the window, on the other side where the wanted one has no room. */
export function placeTooltip(tip: HTMLElement, anchor: DOMRect, side: "top" | "bottom" | "right"): void {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const clamp = (value: number, size: number, room: number) =>
    Math.min(Math.max(margin, value), Math.max(margin, room - size - margin));
  if (side === "right") {
    tip.style.left = `${clamp(anchor.right + gap, width, innerWidth)}px`;
    tip.style.top = `${clamp(anchor.top + (anchor.height - height) / 2, height, innerHeight)}px`;
    return;
  }
  const above = anchor.top - height - gap;
  const below = anchor.bottom + gap;
  const isAbove = side === "top" ? above >= margin : below + height > innerHeight - margin;
  tip.style.left = `${clamp(anchor.left + (anchor.width - width) / 2, width, innerWidth)}px`;
  tip.style.top = `${isAbove ? above : below}px`;
}
