import type { Connection, ConnectionAccount } from "@/lib/api/connection";

const shown = 2;

function Account({ account }: { account: ConnectionAccount }) {
  return (
    <span className="break-words">
      {account.name} <span className="font-mono text-xs">{account.external_id}</span> · {account.currency} ·{" "}
      {account.timezone}
      {account.status === "active" ? null : <span className="text-warn"> ({account.status})</span>}
    </span>
  );
}

/** The accounts a connection syncs, each with its currency and time zone. */
export function AccountsLine({ connection }: { connection: Connection }) {
  const accounts = connection.accounts.filter((account) => account.selected);
  const rest = accounts.slice(shown);
  if (accounts.length === 0) return <p className="text-ink-faint text-sm">No account selected</p>;
  return (
    <div className="flex min-w-0 flex-wrap gap-x-4 gap-y-0.5 text-ink-soft text-sm">
      {accounts.slice(0, shown).map((account) => (
        <Account key={account.external_id} account={account} />
      ))}
      {rest.length > 0 ? (
        <details>
          <summary className="cursor-pointer text-accent">{`${rest.length} more`}</summary>
          <div className="flex flex-col">
            {rest.map((account) => (
              <Account key={account.external_id} account={account} />
            ))}
          </div>
        </details>
      ) : null}
    </div>
  );
}
