"use client";

import dynamic from "next/dynamic";
import { useEffect } from "react";
import { setPalette, usePaletteOpen } from "./palette-store";

const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });

function onKeyDown(event: KeyboardEvent) {
  const isAsked = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.altKey;
  if (!isAsked || event.shiftKey) return;
  event.preventDefault();
  setPalette(true);
}

/** Opens the commands on Mod+K; they are loaded when they are first asked for. */
export function PaletteHost() {
  const isOpen = usePaletteOpen();
  useEffect(() => {
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  return isOpen ? <Palette onClose={() => setPalette(false)} /> : null;
}
