import type { Tx } from "@/lib/db/transaction";
import { settingsOfAccount } from "@/lib/domain/claim-settings";
import { claimRules, detectClaims } from "@/lib/domain/claims/detect";
import { dayIn } from "@/lib/domain/day";
import { getProvider } from "@/lib/providers";
import type { Derived, Deriving } from "../derived";
import { readFacts } from "./read-facts";
import { readyStreams } from "./ready-streams";
import { readClaimSettings } from "./settings";
import { writeClaims } from "./write-claims";

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

/** Looks for claims in what is stored of an account. Rules whose rows are not all read yet wait, and keep what they found. */
export async function deriveClaims(tx: Tx, deriving: Deriving): Promise<Derived> {
  const { lease, slice, at } = deriving;
  const { account } = slice;
  const provider = getProvider(slice.provider);
  const ready = await readyStreams(tx, deriving, provider);
  const rules = claimRules.filter(({ needs }) => needs.every((stream) => ready.has(stream)));
  if (rules.length === 0) return { fetched: 0, says: "no rule has all it needs yet" };
  const scope = {
    connectionId: lease.connectionId,
    accountExternalId: account.externalId,
    currency: account.currency,
  };
  const detected = detectClaims(rules, {
    facts: await readFacts(tx, scope),
    settings: settingsOfAccount(await readClaimSettings(tx), provider.claimDefaultsOf?.(account.externalId)),
    today: dayIn(account.timezone, at),
  });
  const ids = rules.map(({ id }) => id);
  const { written, found, resolved } = await writeClaims(tx, lease, {
    accountExternalId: account.externalId,
    rules: ids,
    detected,
  });
  const waiting = claimRules.length - rules.length;
  const parts = [
    `${plural(found, "new claim")}`,
    resolved > 0 ? `${resolved} resolved` : "",
    waiting > 0 ? `${plural(waiting, "rule")} without all they need` : "",
  ];
  return {
    fetched: written.inserted + written.updated + written.unchanged + resolved,
    written: { ...written, updated: written.updated + resolved },
    claims: found,
    says: parts.filter(Boolean).join(", "),
  };
}
