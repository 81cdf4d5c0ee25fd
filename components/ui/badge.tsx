import { clsx } from "clsx";
import type { ReactNode } from "react";
import { type Tone, toneTint } from "./tone";

export function Badge({ tone = "off", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 items-center gap-1 rounded-sm px-1.5 font-medium text-xs",
        toneTint[tone],
      )}
    >
      {children}
    </span>
  );
}
