"use client";

import { useState } from "react";
import { toast } from "./toast";

/** Copies `text` and says so for a moment. `what` is what to select by hand where the browser refuses. */
export function useCopy(text: string, what: string): { isCopied: boolean; copy: () => void } {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 1_500);
    } catch {
      // Browsers refuse the clipboard without permission or outside of https.
      toast.error(`The browser does not allow copying here. Select the ${what} instead.`);
    }
  };
  return { isCopied, copy: () => void copy() };
}
