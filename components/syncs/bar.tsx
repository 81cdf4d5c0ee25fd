import { clsx } from "clsx";
import type { SyncSlice } from "@/lib/api/sync";
import type { Stretch } from "./waterfall";

const place = ({ left, width }: Stretch) => ({ left: `${left}%`, width: `max(2px, ${width}%)` });

const workLooks: Record<SyncSlice["status"], string> = {
  pending: "bg-pressed",
  running: "bg-busy-fill",
  waiting: "bg-accent-fill",
  done: "bg-accent-fill",
  failed: "bg-bad",
  skipped: "bg-pressed",
};

type Props = {
  queue?: Stretch;
  work: Stretch | null;
  waits?: Stretch[];
  status: SyncSlice["status"];
  isThin?: boolean;
};

/** Queued time as a hairline, waiting for quota hatched, work solid. */
export function TimeBar({ queue, work, waits = [], status, isThin = false }: Props) {
  return (
    <div aria-hidden="true" className="relative h-5">
      {queue && queue.width > 0 ? (
        <div style={place(queue)} className="absolute top-1/2 h-px bg-line-control" />
      ) : null}
      {work ? (
        <div
          style={place(work)}
          className={clsx(
            "absolute top-1/2 -translate-y-1/2 rounded-xs",
            isThin ? "h-2" : "h-3",
            workLooks[status],
          )}
        />
      ) : null}
      {waits.map((wait) => (
        <div
          key={wait.left}
          style={place(wait)}
          className={clsx(
            "hatched absolute top-1/2 -translate-y-1/2 bg-surface text-warn-fill",
            isThin ? "h-2" : "h-3",
          )}
        />
      ))}
    </div>
  );
}
