import type { CallContext } from "../contract";
import { ask } from "./client";
import { memberKey } from "./limits";
import { Memory } from "./memory";

/** Shorter than the time between two runs of a connection. */
const provenForMs = 60_000;
const proven = new Memory<true>(10_000);

/**
 * Throws `permission_lost` unless the member may read the ad account; asks once a minute and account at most. To be
 * used on an empty answer: adAnalytics says nothing else to those who lost the right to read.
 * https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/ads-reporting
 */
export async function verifyAccess(context: CallContext, account: string): Promise<void> {
  const now = context.clock();
  const key = `${memberKey(context.accessToken)}:${account}`;
  if (proven.get(key, now)) return;
  await ask(context, { endpoint: "adAccounts", path: `adAccounts/${account}`, account });
  proven.set(key, true, now.getTime() + provenForMs);
}
