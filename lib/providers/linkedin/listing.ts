import { failure } from "@/lib/domain/failure";
import type { CallContext } from "../contract";
import { ask, type Question } from "./client";
import { providerName } from "./errors";
import { Listing } from "./schema";

/** An answer's elements and the token of the next page. Throws `provider_bug.envelope` for anything else. */
export async function askListing(
  context: CallContext,
  question: Question,
): Promise<{ elements: unknown[]; next: string | null; total: number | null }> {
  const listing = Listing.safeParse(await ask(context, question));
  if (!listing.success)
    throw failure("provider_bug", { provider: providerName, detail: "envelope", cause: listing.error });
  const { elements, metadata, paging } = listing.data;
  return { elements, next: metadata?.nextPageToken || null, total: paging?.total ?? null };
}
