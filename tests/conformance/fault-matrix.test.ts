import { describe, expect, test } from "vitest";
import { listProviders } from "@/lib/providers";
import { catalogue } from "../support/faults/catalogue";
import { runScenario } from "../support/faults/run-scenario";

const providers = listProviders().map(({ id }) => id);

/** Each fault at one provider, in turn; `npm run prove:faults` has every fault at every provider. */
const cases = catalogue.map((scenario, index) => ({
  scenario,
  provider: providers[index % providers.length] ?? "",
}));

describe("ends in its class, with words a person can read, and becomes true when it stops:", () => {
  test.each(cases)(
    "$scenario.id $scenario.claim, at $provider",
    async ({ scenario, provider }) => {
      const { wrong } = await runScenario(provider, scenario);
      expect(wrong).toEqual([]);
    },
    300_000,
  );
});
