import "server-only";
import type { Clock } from "@/lib/core/clock";
import type { Scope } from "@/lib/db/write-changed";
import type { CallContext, Provider } from "@/lib/providers/contract";
import { getAccess } from "./access";
import { createCallContext } from "./call-context";

type Input = { scope: Scope; provider: Provider; clock: Clock };

const patienceMs = 30_000;

/** What a person's question to the provider needs: a working token and 30 s at most. Throws as `getAccess`. */
export async function openContext({ scope, provider, clock }: Input): Promise<CallContext> {
  const accessToken = await getAccess({ scope, provider, clock });
  const signal = AbortSignal.timeout(patienceMs);
  return createCallContext({ ...scope, provider, accessToken, clock, signal });
}
