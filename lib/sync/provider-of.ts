import { eq } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import { notFound } from "@/lib/core/errors";
import { withWorker } from "@/lib/db/transaction";
import type { Scope } from "@/lib/db/write-changed";
import { getProvider } from "@/lib/providers";
import type { Provider } from "@/lib/providers/contract";

/** The provider a connection belongs to. */
export async function providerOf(scope: Scope): Promise<Provider> {
  const [row] = await withWorker(scope, (tx) =>
    tx
      .select({ provider: connections.provider })
      .from(connections)
      .where(eq(connections.id, scope.connectionId)),
  );
  if (!row) throw notFound("The connection");
  return getProvider(row.provider);
}
