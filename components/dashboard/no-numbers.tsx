"use client";

import { ChartNoAxesColumn } from "lucide-react";
import Link from "next/link";
import { isBusy } from "@/components/connections/is-busy";
import { LiveProgress } from "@/components/sync/live-progress";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import type { Connection } from "@/lib/api/connection";

/** Connected, but nothing is in yet: the first sync is shown while it runs. */
export function NoNumbers({ connections }: { connections: Connection[] }) {
  const running = connections.find(isBusy);
  if (running) {
    return (
      <div className="flex min-h-110 flex-col justify-center px-6">
        <div className="mx-auto w-full max-w-md">
          <p className="mb-2 font-semibold">The first numbers of {running.name} are on their way</p>
          <LiveProgress jobId={running.active_job_id} connectionName={running.name} />
        </div>
      </div>
    );
  }
  return (
    <div className="flex min-h-110 items-center justify-center">
      <Empty
        icon={ChartNoAxesColumn}
        title="No numbers in these days"
        action={
          <Link href="/settings" className={buttonClass()}>
            To the connections
          </Link>
        }
      >
        Start a sync, or choose a longer range.
      </Empty>
    </div>
  );
}
