"use client";

import { formatDuration } from "@/components/ui/format";
import { useSecond } from "@/components/ui/now";

/** Time since `from`, counting on until `to` is known. */
export function Elapsed({ from, to }: { from: string; to: string | null }) {
  const now = useSecond();
  const end = to === null ? now : Date.parse(to);
  const ms = Math.max(0, end - Date.parse(from));
  const isCounting = to === null && ms < 60_000;
  return <span>{isCounting ? `${Math.floor(ms / 1000)}\u00a0s` : formatDuration(ms)}</span>;
}

/** `resumes in 42 s` while a quota is awaited. */
export function Countdown({ until }: { until: string }) {
  const now = useSecond();
  const left = Math.ceil((Date.parse(until) - now) / 1000);
  return (
    <span>
      {left > 0
        ? `resumes in ${left < 60 ? `${left}\u00a0s` : formatDuration(left * 1000)}`
        : "resumes any moment"}
    </span>
  );
}
