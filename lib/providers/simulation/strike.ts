import { garbleKinds, gatewayRefusals } from "./garble";
import { hashText, roll } from "./hash";
import { listingKinds } from "./listing";
import type { BaseAccount, Sandbox } from "./sandbox";
import { socketKinds } from "./send";
import type { BaseState, Fault } from "./state";
import type { Striking, Vendor } from "./vendor";
import type { Question } from "./wire";

type Kinds = Pick<Vendor<BaseState, BaseAccount>, "refusals" | "ownFaults">;

/** Every kind of fault a vendor's simulator knows. */
export const kindsOf = ({ refusals, ownFaults = [] }: Kinds): string[] => [
  ...Object.keys(gatewayRefusals),
  ...Object.keys(refusals).filter((kind) => refusals[kind] !== null),
  ...listingKinds,
  ...garbleKinds,
  ...ownFaults,
  ...socketKinds,
];

function sortOf(kind: string, { ownFaults = [] }: Kinds): string {
  if (listingKinds.includes(kind)) return "spoiler";
  if (garbleKinds.includes(kind)) return "garble";
  if (socketKinds.includes(kind)) return kind;
  return ownFaults.includes(kind) ? "own" : "refusal";
}

function fitsRoute(route: string, { method, path }: Question): boolean {
  const pattern = route.includes(" ") ? route : `* ${route}`;
  const regex = pattern
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${regex}$`).test(`${method} ${path}`);
}

function matches<S extends BaseState, A extends BaseAccount>(
  vendor: Vendor<S, A>,
  fault: Fault,
  question: Question,
  payer: string | null,
): boolean {
  if (fault.on === "data" && payer === null) return false;
  if (fault.on === "door" && !vendor.isDoor(question)) return false;
  if (fault.account !== null && fault.account !== payer) return false;
  if (fault.page !== "any" && (fault.page === "first") !== vendor.listing.isFirst(question)) return false;
  return fitsRoute(fault.route, question) && (vendor.strikes?.(fault, question) ?? true);
}

/** The faults that strike now, the first of each sort; each keeps count of itself. */
export function strike<S extends BaseState, A extends BaseAccount>(
  vendor: Vendor<S, A>,
  sandbox: Sandbox<S, A>,
  question: Question,
): Striking {
  const hit = new Map<string, Fault>();
  const payer = sandbox.state.faults.length > 0 ? vendor.payerOf(sandbox, question) : null;
  for (const fault of sandbox.state.faults) {
    const isSpent = fault.times !== null && fault.struck >= fault.times;
    const sort = sortOf(fault.kind, vendor);
    if (isSpent || hit.has(sort) || !matches(vendor, fault, question, payer)) continue;
    fault.seen += 1;
    if (fault.seen <= fault.skip || roll(hashText(fault.seed), fault.seen) >= fault.probability) continue;
    fault.struck += 1;
    hit.set(sort, fault);
  }
  if (hit.size > 0) sandbox.save();
  return {
    refusal: hit.get("refusal") ?? null,
    spoiler: hit.get("spoiler") ?? null,
    garble: hit.get("garble") ?? null,
    own: hit.get("own") ?? null,
    socket: socketKinds.flatMap((kind) => hit.get(kind) ?? []),
  };
}
