import { clsx } from "clsx";
import { CircleAlert, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { type Tone, toneTint } from "./tone";

const icons: Record<Tone, LucideIcon> = {
  good: Info,
  busy: Info,
  warn: TriangleAlert,
  bad: CircleAlert,
  off: Info,
};

type Props = { tone?: Tone; role?: "alert" | "status"; children: ReactNode; action?: ReactNode };

export function Notice({ tone = "off", role, children, action }: Props) {
  const Icon = icons[tone];
  return (
    <div
      role={role}
      className={clsx("flex flex-wrap items-start gap-2 rounded-md px-3 py-2 text-sm", toneTint[tone])}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 basis-48 text-ink">{children}</div>
      {action}
    </div>
  );
}
