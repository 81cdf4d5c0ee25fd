import { child, hashText, pick, roll } from "@/lib/providers/simulation";
import { catalogue } from "../../support/faults/catalogue";
import type { FaultCase, Scenario } from "../../support/faults/scenario";

/** Faults that need no script beside them. */
const plain = catalogue.filter(
  ({ faults, world, before, during, after }) =>
    Array.isArray(faults) && !world && !before && !during && !after,
);

const union = <T>(lists: T[][]): T[] => [...new Set(lists.flat())];

/** The fault as it is, or later, or only now and then. */
function vary(fault: FaultCase, key: number): FaultCase {
  const how = roll(key, 1);
  if (how < 0.5) return fault;
  if (how < 0.75) return { ...fault, skip: Math.floor(roll(key, 2) * 8) };
  return {
    ...fault,
    times: 1 + Math.floor(roll(key, 3) * 3),
    probability: 0.3 + 0.6 * roll(key, 4),
    seed: String(key),
  };
}

/** The `index`th company of one to three faults: the same for the same seed. */
export function compose(seed: number, index: number): Scenario {
  const key = child(hashText(`composition ${seed}`), index);
  const members = Array.from({ length: 1 + Math.floor(roll(key, 0) * 3) }, (_, member) =>
    pick(plain as [Scenario, ...Scenario[]], key, 10 + member),
  );
  return {
    id: members.map(({ id }) => id).join("+"),
    claim: members.map(({ claim }) => claim).join("; "),
    faults: members.flatMap(({ faults }, member) =>
      (faults as FaultCase[]).map((fault, at) => vary(fault, child(key, 100 + member * 20 + at))),
    ),
    isUntrue: members.some(({ isUntrue }) => isUntrue),
    // Together they may end a sync in any way that one of them may, and spare parts of it.
    statuses: union([...members.map(({ statuses }) => statuses), ["succeeded", "partial", "failed"]]),
    kinds: union([...members.map(({ kinds }) => kinds), [null, "provider_transient"]]),
  };
}
