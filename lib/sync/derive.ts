import { crashpoint } from "@/lib/core/crashpoint";
import { type Tx, withWorker } from "@/lib/db/transaction";
import { phases, streamLabels } from "@/lib/domain/phase";
import { DerivedStream, type Stream } from "@/lib/domain/stream";
import { deriveClaims } from "./claims/derive-claims";
import type { Derived, Deriving } from "./derived";
import { holdLease } from "./fence";
import { deriveBooks } from "./order-books";
import { recordProgress, type Tally } from "./progress";
import type { SliceOutcome } from "./react-to";
import { type SliceState, updateSlice } from "./slice-state";
import type { Lease } from "./step";

const derivers = {
  claims: deriveClaims,
  reconciliation: deriveBooks,
} as const satisfies Record<DerivedStream, (tx: Tx, deriving: Deriving) => Promise<Derived>>;

/** Works a derived slice in one transaction: what it says is of one moment, and a killed worker leaves nothing behind. */
export async function derive(lease: Lease, slice: SliceState<Stream>, at: Date): Promise<SliceOutcome> {
  const { stream, account, position, phase } = slice;
  const work = derivers[DerivedStream.parse(stream)];
  await withWorker(lease, async (tx) => {
    await holdLease(tx, lease);
    const { fetched, written, claims, says } = await work(tx, { lease, slice, at });
    const { inserted = 0, updated = 0, unchanged = 0 } = written ?? {};
    const tally: Tally = { fetched, inserted, updated, unchanged };
    await updateSlice(tx, lease, position, { tally, at, status: "done" });
    const detail = `${account.name}: ${streamLabels[stream]}, ${says}`;
    const source = { slice: position, stream, account: account.externalId };
    await recordProgress(tx, lease, { step: phases[phase].step, detail, at, tally, claims, source });
    crashpoint("derived: before the commit");
  });
  crashpoint("derived: committed");
  return { state: "done" };
}
