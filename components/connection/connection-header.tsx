import Link from "next/link";
import { AccountsLine } from "@/components/connections/accounts-line";
import { ConnectionMenu } from "@/components/connections/connection-menu";
import { HeadlineStatus } from "@/components/connections/headline";
import { PrimaryAction } from "@/components/connections/primary-action";
import { Monogram } from "@/components/ui/monogram";
import type { Connection } from "@/lib/api/connection";

export function ConnectionHeader({ connection }: { connection: Connection }) {
  return (
    <header
      data-card
      tabIndex={-1}
      className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 md:flex-nowrap"
    >
      <div className="min-w-0">
        <p className="text-sm">
          <Link href="/settings" className="text-accent underline-offset-2 hover:underline">
            Connections
          </Link>
        </p>
        <div className="flex min-w-0 items-start gap-3 pt-1">
          <Monogram name={connection.provider_name} />
          <div className="min-w-0">
            <div className="flex flex-wrap items-baseline gap-x-3">
              <h1 className="min-w-0 break-words font-semibold text-xl tracking-tight">{connection.name}</h1>
              <HeadlineStatus connection={connection} />
            </div>
            <AccountsLine connection={connection} />
          </div>
        </div>
      </div>
      <div className="flex shrink-0 gap-2">
        <PrimaryAction connection={connection} />
        <ConnectionMenu connection={connection} />
      </div>
    </header>
  );
}
