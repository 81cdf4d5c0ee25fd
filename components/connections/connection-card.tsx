"use client";

import { LiveProgress } from "@/components/sync/live-progress";
import { Monogram } from "@/components/ui/monogram";
import type { Connection } from "@/lib/api/connection";
import { AccountsLine } from "./accounts-line";
import { ConnectionLink } from "./connection-link";
import { ConnectionMenu } from "./connection-menu";
import { ConsentEnd } from "./consent-end";
import { Forecast } from "./forecast";
import { FrequencyPicker } from "./frequency-picker";
import { HeadlineStatus } from "./headline";
import { HeldDeletions } from "./held-deletions";
import { isBusy } from "./is-busy";
import { ConnectionMessage } from "./message";
import { PrimaryAction } from "./primary-action";
import { Telemetry } from "./telemetry";

export function ConnectionCard({ connection }: { connection: Connection }) {
  const headingId = `connection-${connection.id}`;
  return (
    <article
      data-card
      tabIndex={-1}
      aria-labelledby={headingId}
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 focus-within:border-line-control"
    >
      <header className="flex items-start gap-3">
        <Monogram name={connection.provider_name} />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 id={headingId} className="min-w-0 break-words font-semibold">
              <ConnectionLink id={connection.id}>{connection.name}</ConnectionLink>
              {connection.name.startsWith(connection.provider_name) ? null : (
                <span className="font-normal text-ink-faint text-sm"> {connection.provider_name}</span>
              )}
            </h2>
            <HeadlineStatus connection={connection} />
          </div>
          <AccountsLine connection={connection} />
        </div>
      </header>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 gap-y-2 lg:grid-cols-[auto_minmax(0,1fr)_auto]">
        <FrequencyPicker connection={connection} />
        <div className="order-last col-span-2 min-w-0 lg:order-none lg:col-span-1">
          {isBusy(connection) ? (
            <LiveProgress jobId={connection.active_job_id} connectionName={connection.name} />
          ) : (
            <Forecast connection={connection} />
          )}
        </div>
        <div className="flex justify-end gap-2">
          <PrimaryAction connection={connection} />
          <ConnectionMenu connection={connection} />
        </div>
      </div>
      <ConnectionMessage connection={connection} />
      <ConsentEnd connection={connection} />
      <HeldDeletions connection={connection} />
      <Telemetry connection={connection} />
    </article>
  );
}
