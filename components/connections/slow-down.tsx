"use client";

import { plural } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import { Time } from "@/components/ui/time";
import type { Connection } from "@/lib/api/connection";

/** After failed syncs a schedule rests longer and longer; says so while it does. */
export function SlowDown({ connection }: { connection: Connection }) {
  const now = useNow();
  const { consecutive_failures: failures, slowed_down_until: until } = connection;
  if (failures === 0 || until === null || Date.parse(until) <= now) return null;
  return (
    <span className="block text-ink-soft">
      {failures === 1 ? "The last sync" : `The last ${plural(failures, "sync", "syncs")}`} failed, so we check
      less often for now: next <Time at={until} />. Sync now does not wait.
    </span>
  );
}
