import * as z from "zod";
import { faultKinds } from "./faults";
import type { Sandbox } from "./sandbox";
import { Fault, Size, State } from "./state";
import { callsInHour } from "./throttle";
import { tellTruth } from "./truth";
import { type Answer, ok } from "./wire";

const NewFault = Fault.omit({ seen: true, struck: true }).extend({
  kind: z.string().refine((kind) => faultKinds.includes(kind), `one of ${faultKinds.join(", ")}`),
});

function describe({ state, now, seed, accounts, ...sandbox }: Sandbox): Answer {
  const { reports, usedCodes, ...rest } = state;
  const told = accounts().map(({ id, name, currency, timezone }) => ({
    ...{ id, name, currency, timezone },
    callsInHour: callsInHour({ state, now, seed, accounts, ...sandbox }, id).length,
  }));
  return ok({
    provider: "meta",
    seed,
    now: now().toISOString(),
    ...rest,
    reports: reports.length,
    accounts: told,
  });
}

type Verb = (sandbox: Sandbox, body: unknown, query: URLSearchParams) => Answer;

function change<S extends z.ZodType>(schema: S, apply: (sandbox: Sandbox, input: z.output<S>) => void): Verb {
  return (sandbox, body) => {
    const input = schema.safeParse(body);
    if (!input.success) return { status: 400, body: { error: z.prettifyError(input.error) } };
    apply(sandbox, input.data);
    sandbox.cache.clear();
    sandbox.save();
    return describe(sandbox);
  };
}

const advance = change(z.object({ seconds: z.number() }), ({ state }, { seconds }) => {
  state.offsetMs += seconds * 1_000;
  if (state.frozenAt !== null) state.frozenAt += seconds * 1_000;
});

/** Frozen, the world stands still; thawed, it goes on from where it stood. `at` sets its time either way. */
const freeze = change(
  z.object({ frozen: z.boolean().default(true), at: z.iso.datetime({ offset: true }).optional() }),
  (sandbox, input) => {
    const { state } = sandbox;
    const at = input.at ? Date.parse(input.at) : sandbox.now().getTime();
    state.frozenAt = null;
    state.offsetMs += at - sandbox.now().getTime();
    if (input.frozen) state.frozenAt = at;
  },
);

const addFaults = change(z.union([NewFault, z.array(NewFault)]), ({ state }, input) => {
  state.faults.push(...[input].flat().map((fault) => ({ ...fault, seen: 0, struck: 0 })));
});

const Limits = z.object({ callsPerHour: z.number().min(1), mostRows: z.number().min(1) }).partial();

const verbs: Record<string, Verb> = {
  "GET state": (sandbox) => describe(sandbox),
  "GET calls": ({ calls }) =>
    ok({ calls: calls.map((call) => ({ ...call, at: new Date(call.at).toISOString() })) }),
  "GET truth": (sandbox, _, query) =>
    ok(tellTruth(sandbox, Number(query.get("days") ?? 90), query.get("account"))),
  "POST advance": advance,
  "POST freeze": freeze,
  "POST faults": addFaults,
  "DELETE faults": change(z.unknown(), ({ state }) => {
    state.faults = [];
  }),
  "POST limits": change(Limits, ({ state }, input) => Object.assign(state, input)),
  "POST latency": change(z.object({ ms: z.number().min(0).max(600_000) }), ({ state }, { ms }) => {
    state.latencyMs = ms;
  }),
  "POST size": change(Size, ({ state }, input) => {
    state.size = input;
  }),
  "DELETE calls": change(z.unknown(), ({ calls }) => {
    calls.length = 0;
  }),
  "POST reset": change(z.unknown(), ({ state, calls }) => {
    Object.assign(state, State.parse({}));
    calls.length = 0;
  }),
};

/** The simulator's own door, `/_control/<verb>`: time, faults, limits and the truth. */
export function control(
  sandbox: Sandbox,
  method: string,
  path: string,
  body: unknown,
  query: URLSearchParams,
): Answer {
  const verb = verbs[`${method} ${path}`];
  return verb
    ? verb(sandbox, body, query)
    : { status: 404, body: { error: `one of ${Object.keys(verbs).join(", ")}` } };
}
