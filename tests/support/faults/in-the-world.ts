import type { Scenario } from "./scenario";
import { fault, lands, refused } from "./words";

/** The first account of the world, whatever its vendor calls it. */
const ofFirst =
  (kind: string) =>
  async (world: { truth: (days: number) => Promise<{ accounts: { externalId: string }[] }> }) => [
    fault(kind, { account: (await world.truth(1)).accounts[0]?.externalId }),
  ];

/** What goes wrong with grants, clocks, numbers and texts: F19 to F36. */
export const inTheWorld: Scenario[] = [
  {
    id: "F19",
    claim: "several find the token expired at once",
    faults: [fault("expired", { times: 2, skip: 1 })],
    statuses: ["succeeded", "failed"],
    kinds: [null, "needs_reauth"],
  },
  {
    id: "F20",
    claim: "a renewal that answers without a token",
    faults: [
      fault("expired", { times: 1, skip: 2 }),
      fault("answer", {
        on: "door",
        times: 1,
        params: { status: 200, body: { token_type: "bearer", expires_in: "0" } },
      }),
    ],
    statuses: ["succeeded", "failed", "partial"],
    kinds: [null, "needs_reauth", "provider_bug", "provider_transient"],
  },
  {
    id: "F21",
    claim: "one of two accounts is refused",
    world: { accounts: 2 },
    faults: ofFirst("permission"),
    statuses: ["partial"],
    kinds: ["permission_lost"],
  },
  {
    id: "F22",
    claim: "one of two accounts is gone",
    world: { accounts: 2 },
    faults: ofFirst("missing"),
    statuses: ["partial"],
    kinds: ["permission_lost", "config_invalid", "provider_bug"],
  },
  {
    id: "F23",
    claim: "clocks that disagree: the vendor's by a day, ours by ten minutes behind it",
    faults: [fault("skewed_date", { params: { days: -1 } })],
    before: async (world) => {
      await world.provider.control("POST", "advance", { seconds: 600 });
    },
    ...lands,
  },
  {
    id: "F24",
    claim: "a day of 25 hours",
    faults: [fault("unavailable", { times: 1 })],
    world: { at: "2026-10-25T22:30:00Z" },
    ...lands,
  },
  {
    id: "F25",
    claim: "numbers that are restated later",
    faults: [fault("unavailable", { times: 1 })],
    after: async (world) => world.advance(26 * 3_600),
    ...lands,
  },
  {
    id: "F26",
    claim: "numbers no number can be: 1e308, 1,234.56, empty, N/A, beyond int64",
    faults: ["1e308", "1,234.56", "", "N/A", "92233720368547758080"].map((value, index) =>
      fault("odd_value", { skip: index, times: 1, params: { of: "number", value } }),
    ),
    statuses: ["succeeded", "partial", "failed"],
    kinds: [null, "quarantined", "provider_bug"],
  },
  {
    id: "F27",
    claim: "texts with NUL, half a surrogate, right to left, ten thousand emoji, a formula",
    faults: ["a\u0000b", "\ud83d", "\u202eabc", "🌿".repeat(10_000), "=cmd()|' /C calc'!A0"].map(
      (value, index) => fault("odd_value", { skip: index, times: 1, params: { of: "text", value } }),
    ),
    // Some of them are names as good as any.
    isUntrue: true,
    statuses: ["succeeded", "partial"],
    kinds: [null, "quarantined"],
  },
  {
    id: "F28",
    claim: "reports that fail, hang, are skipped or cannot be read",
    faults: async (world) => {
      const { own } = await world.provider.control<{ own: string[] }>("GET", "kinds");
      return own.length > 0
        ? own.map((kind) => fault(kind, { times: 2 }))
        : [fault("unavailable", { times: 2 })];
    },
    // A report that Amazon skips is a report without rows.
    isUntrue: true,
    // One that it gave up is made again once its day is over.
    after: async (world) => world.advance(26 * 3_600),
    statuses: ["succeeded", "partial", "failed"],
    kinds: [null, "provider_transient", "provider_bug", "too_much_data", "permission_lost"],
  },
  {
    id: "F29",
    claim: "the same trigger five times, late and out of order",
    faults: [fault("duplicate_rows")],
    after: async (world) => {
      for (let time = 1; time <= 5; time += 1) await world.replay(`again-${time}`);
    },
    ...lands,
  },
  {
    id: "F30",
    claim: "a redirect to another host",
    faults: [fault("redirect")],
    ...refused,
    kinds: ["provider_bug"],
  },
  {
    id: "F31",
    claim: "a byte order mark, UTF-16, Latin-1",
    faults: ["byte_order_mark", "utf16", "latin1"].map((kind) => fault(kind, { times: 2 })),
    // Latin-1 has no emoji: the name that is told is not the name.
    isUntrue: true,
    statuses: ["succeeded", "partial", "failed"],
    kinds: [null, "provider_bug"],
  },
  {
    id: "F32",
    claim: "an answer of which a part failed",
    faults: [fault("malformed_row", { times: 2, params: { index: 1 } })],
    statuses: ["succeeded", "partial"],
    kinds: [null, "quarantined"],
  },
  {
    id: "F33",
    claim: "rows of another customer",
    faults: [fault("wrong_account")],
    statuses: ["succeeded", "partial", "failed"],
    kinds: [null, "quarantined", "provider_bug", "permission_lost"],
  },
  {
    id: "F34",
    claim: "a version that is no longer served",
    faults: [fault("retired_version")],
    ...refused,
    kinds: ["config_invalid"],
  },
  {
    id: "F35",
    claim: "headers that promise calls, then 429",
    faults: [fault("rate_limited", { times: 3, probability: 0.4, params: { status: 429 } })],
    ...lands,
  },
  {
    id: "F36",
    claim: "slow answers with a long tail",
    faults: [],
    before: async (world) => {
      const latency = { profile: "slow tail", medianMs: 3, p99Ms: 80, worstMs: 300 };
      await world.provider.control("POST", "latency", latency);
    },
    ...lands,
  },
];
