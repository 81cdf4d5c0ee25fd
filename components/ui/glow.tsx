"use client";

import { clsx } from "clsx";
import { useState } from "react";

/**
 * Text that glows once when it becomes another while it is looked at. Give it the `key` of what it is about, so that
 * the text of something else is no change. With reduced motion it just changes.
 */
export function Glow({ text }: { text: string }) {
  const [seen, setSeen] = useState({ text, turn: 0 });
  if (seen.text !== text) setSeen({ text, turn: seen.turn + 1 });
  return (
    <span key={seen.turn} className={clsx(seen.turn > 0 && "animate-glow rounded-sm")}>
      {text}
    </span>
  );
}
