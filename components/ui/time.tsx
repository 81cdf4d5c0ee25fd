"use client";

import { formatAbsolute, formatRelative } from "./format-time";
import { useNow } from "./now";

type Props = { at: string | null; never?: string /** Said once an announced time has come. */; due?: string };

/** A moment relative to now; the exact time is in its tooltip and in the markup. */
export function Time({ at, never = "never", due }: Props) {
  const now = useNow();
  if (at === null) return <span className="text-ink-faint">{never}</span>;
  const isDue = due !== undefined && Date.parse(at) <= now;
  return (
    <time dateTime={at} title={formatAbsolute(at)} className="whitespace-nowrap">
      {isDue ? due : formatRelative(at, now)}
    </time>
  );
}
