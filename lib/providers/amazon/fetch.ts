import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import type { Account } from "@/lib/domain/entity";
import { failure, failureKindOf } from "@/lib/domain/failure";
import { parseRows } from "@/lib/http/rows";
import type { CallContext } from "../contract";
import { readToken } from "./account";
import { ask } from "./client";
import { toAccount } from "./map";
import { findMarketplace, type Region, regions } from "./marketplaces";
import { Participation, Participations } from "./schema";

const unknown = new Set<string>();

/** A marketplace whose calendar we do not know is told of once. */
function noteUnknown({ id, name }: Participation["marketplace"]): void {
  if (unknown.has(id)) return;
  unknown.add(id);
  log.warn({ marketplace: id, name }, "a marketplace we do not know was left out");
}

async function listIn(context: CallContext, region: Region): Promise<Account[]> {
  const { sellerId } = readToken(context.accessToken);
  const { payload } = await ask(context, {
    operation: "getMarketplaceParticipations",
    region,
    schema: Participations,
  });
  const { rows, rejected } = parseRows({
    schema: Participation,
    rows: payload,
    naturalKey: (raw) => String((raw.marketplace as { id?: string } | null)?.id ?? "unknown"),
  });
  for (const { naturalKey, field, reason } of rejected)
    log.warn({ naturalKey, field, reason }, "marketplace left out");
  for (const { marketplace } of rows) if (!findMarketplace(marketplace.id)) noteUnknown(marketplace);
  return rows.flatMap((row) => toAccount(sellerId, row) ?? []);
}

/**
 * The marketplaces a seller takes part in. A grant opens one region and does not say which: the others refuse it, so
 * they are asked in turn. A grant that every region refuses is dead.
 */
export async function listAccounts(context: CallContext): Promise<Account[]> {
  let refusal: unknown;
  for (const region of regions) {
    try {
      return await listIn(context, region);
    } catch (error) {
      if (!(error instanceof AppError) || failureKindOf(error.code) !== "permission_lost") throw error;
      refusal = error;
    }
  }
  throw failure("needs_reauth", { provider: "Amazon", detail: "denied", cause: refusal });
}
