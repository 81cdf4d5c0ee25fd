import type { Scenario } from "./scenario";
import { fault, lands, limited, refused } from "./words";

/** What goes wrong between two machines and in what is said between them: F1 to F18. */
export const onTheWire: Scenario[] = [
  { id: "F1", claim: "429 with seconds", faults: [limited("7", 2)], ...lands },
  {
    id: "F2",
    claim: "429 with a date long past, ten years ahead, garbage",
    faults: [
      limited("Fri, 01 Jan 2016 00:00:00 GMT"),
      limited("Tue, 10 Jun 2036 15:00:00 GMT"),
      limited("soon"),
    ],
    ...lands,
  },
  {
    id: "F3",
    claim: "a quota told in the vendor's own body",
    faults: [fault("rate_limited", { times: 2 })],
    ...lands,
  },
  {
    id: "F4",
    claim: "a burst of 500, 502, 503, 504",
    faults: [500, 502, 503, 504].map((status) => fault("http", { times: 1, params: { status } })),
    ...lands,
  },
  {
    id: "F5",
    claim: "200 with an error in the body",
    faults: [
      fault("error_200", { times: 1 }),
      fault("answer", {
        times: 1,
        skip: 2,
        params: { status: 200, body: { error: { code: 1, message: "no" } } },
      }),
    ],
    statuses: ["succeeded", "partial", "failed"],
    kinds: [null, "rate_limited", "provider_bug", "provider_transient", "config_invalid"],
  },
  { id: "F6", claim: "200 with HTML", faults: [fault("html")], ...refused, kinds: ["provider_bug"] },
  {
    id: "F7",
    claim: "truncated JSON, a missing last chunk, a wrong Content-Length",
    faults: ["truncated", "half_reset", "wrong_length"].map((kind) => fault(kind, { times: 1 })),
    ...lands,
  },
  {
    id: "F8",
    claim: "valid JSON of the wrong shape: rows without id, numbers as words, new fields, new enums",
    faults: [fault("malformed_row"), fault("extra_fields")],
    statuses: ["succeeded", "partial"],
    kinds: [null, "quarantined"],
  },
  {
    id: "F9",
    claim: "headers that take their time, a byte at a time",
    faults: [
      fault("slow", { times: 2, params: { ms: 300 } }),
      fault("drip", { times: 1, params: { ms: 0 } }),
    ],
    ...lands,
    slow: [
      fault("slow", { times: 1, params: { ms: 25_000 } }),
      fault("drip", { times: 1, params: { ms: 1_000 } }),
    ],
  },
  {
    id: "F10",
    claim: "resets before and in the middle of an answer",
    faults: [fault("reset", { times: 2 }), fault("half_reset", { times: 2, skip: 3 })],
    ...lands,
  },
  { id: "F11", claim: "done, then reset", faults: [fault("executed_then_reset", { times: 3 })], ...lands },
  {
    id: "F12",
    claim: "a gzip bomb, a huge body, a body without end",
    faults: [
      fault("gzip_bomb", { times: 1, params: { bytes: 60_000_000 } }),
      fault("large", { times: 1, skip: 1, params: { bytes: 30_000_000 } }),
      fault("endless", { times: 1, skip: 2 }),
    ],
    ...refused,
    kinds: ["provider_bug"],
  },
  {
    id: "F13",
    claim: "pages twice, rows twice, rows in another order",
    faults: [
      fault("duplicate_page", { times: 2 }),
      fault("duplicate_rows", { skip: 2 }),
      fault("shuffled_rows", { skip: 4 }),
    ],
    ...lands,
  },
  {
    id: "F14",
    claim: "the world moves between pages",
    faults: [fault("duplicate_page", { times: 1 })],
    during: async (world, step) => {
      if (step === 3 || step === 6) await world.advance(30 * 3_600);
    },
    ...lands,
  },
  {
    id: "F15",
    claim: "a cursor that is no longer known",
    faults: [
      fault("duplicate_page", { times: 1 }),
      fault("answer", { times: 1, page: "later", params: { status: 400, body: {} } }),
    ],
    statuses: ["succeeded", "partial", "failed"],
    kinds: [null, "provider_bug", "config_invalid", "provider_transient", "permission_lost"],
  },
  { id: "F16", claim: "three empty pages, then data", faults: [fault("empty_page", { times: 3 })], ...lands },
  {
    id: "F17",
    claim: "a cursor that leads back to itself",
    faults: [fault("cursor_loop")],
    statuses: ["failed", "partial", "succeeded"],
    kinds: ["provider_bug", null],
  },
  {
    id: "F18",
    claim: "the token expires in the middle",
    faults: [fault("expired", { times: 1, skip: 3 })],
    statuses: ["succeeded", "failed"],
    kinds: [null, "needs_reauth"],
  },
];
