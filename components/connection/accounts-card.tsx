import { CircleCheck, CircleX, EyeOff } from "lucide-react";
import { Card, CardHeader } from "@/components/ui/card";
import { plural } from "@/components/ui/format";
import { Status, type StatusWord } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { Connection, ConnectionAccount } from "@/lib/api/connection";

function wordOf({ selected, status, last_error }: ConnectionAccount): StatusWord {
  if (!selected)
    return { label: "Left out", meaning: "You did not choose this account.", tone: "off", icon: EyeOff };
  if (last_error) return { label: "Failed", meaning: last_error, tone: "warn", icon: CircleX };
  if (status !== "active")
    return { label: status, meaning: "What the provider says of the account.", tone: "warn", icon: CircleX };
  return { label: "Read", meaning: "The last reading went to its end.", tone: "good", icon: CircleCheck };
}

/** Each account with its currency, its clock and how fresh its numbers are. */
export function AccountsCard({ connection }: { connection: Connection }) {
  const chosen = connection.accounts.filter(({ selected }) => selected).length;
  return (
    <Card>
      <CardHeader title="Accounts" note={`${chosen} of ${plural(connection.accounts.length, "account")}`} />
      <ul className="divide-y">
        {connection.accounts.map((account) => (
          <Row key={account.external_id} account={account} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ account }: { account: ConnectionAccount }) {
  const { name, external_id, currency, timezone, selected, last_synced_at, last_error } = account;
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-4 py-2 text-sm">
      <div className="min-w-0">
        <p className="break-words font-medium">{name}</p>
        <p className="break-words text-ink-faint text-xs">
          <span className="font-mono">{external_id}</span> · {currency} · {timezone}
        </p>
      </div>
      <div className="ml-auto text-right">
        <Status word={wordOf(account)} className="text-sm" />
        {selected ? (
          <p className="text-ink-faint text-xs">
            complete <Time at={last_synced_at} />
          </p>
        ) : null}
      </div>
      {selected && last_error ? <p className="basis-full text-ink-soft text-xs">{last_error}</p> : null}
    </li>
  );
}
