import * as z from "zod";
import { Latency } from "./latency";
import type { BaseAccount, Sandbox } from "./sandbox";
import { type BaseState, Fault, Size } from "./state";
import { kindsOf } from "./strike";
import type { Asked, Vendor, Verb } from "./vendor";
import { type Answer, ok } from "./wire";

/** A verb that changes the world; it answers with the state. */
export function change<T extends z.ZodType, S extends BaseState, A extends BaseAccount>(
  schema: T,
  apply: (sandbox: Sandbox<S, A>, input: z.output<T>) => void,
): Verb<S, A> {
  return (sandbox, { body }) => {
    const input = schema.safeParse(body);
    if (!input.success) return { status: 400, body: { error: z.prettifyError(input.error) } };
    apply(sandbox, input.data);
    sandbox.cache.clear();
    sandbox.save();
    return null;
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

/** `{ ms }` is short for a fixed latency. */
const NewLatency = z.union([
  Latency,
  z.object({ ms: z.number().min(0).max(600_000) }).transform(({ ms }) => ({ profile: "fixed" as const, ms })),
]);

function verbsOf<S extends BaseState, A extends BaseAccount>(
  vendor: Vendor<S, A>,
): Record<string, Verb<S, A>> {
  const kinds = kindsOf(vendor);
  const NewFault = Fault.omit({ seen: true, struck: true }).extend({
    kind: z.string().refine((kind) => kinds.includes(kind), `one of ${kinds.join(", ")}`),
  });
  return {
    "GET state": () => null,
    "GET kinds": () => ok({ kinds, own: vendor.ownFaults ?? [] }),
    "GET calls": ({ calls }) =>
      ok({ calls: calls.map((call) => ({ ...call, at: new Date(call.at).toISOString() })) }),
    "GET truth": (sandbox, { query }) =>
      ok(vendor.truth(sandbox, Number(query.get("days") ?? 90), query.get("account"))),
    "POST advance": advance,
    "POST freeze": freeze,
    "POST faults": change(z.union([NewFault, z.array(NewFault)]), ({ state }, input) => {
      state.faults.push(...[input].flat().map((fault) => ({ ...fault, seen: 0, struck: 0 })));
    }),
    "DELETE faults": change(z.unknown(), ({ state }) => {
      state.faults = [];
    }),
    "POST limits": change(
      z.union([
        z.object({ unmetered: z.literal(true) }).transform(() => vendor.unmetered ?? {}),
        vendor.Limits,
      ]),
      ({ state }, input) => Object.assign(state, input),
    ),
    "POST latency": change(NewLatency, ({ state }, input) => {
      state.latency = input;
    }),
    "POST size": change(Size, ({ state }, input) => {
      state.size = input;
    }),
    "DELETE calls": change(z.unknown(), ({ calls }) => {
      calls.length = 0;
    }),
    "POST reset": change(z.unknown(), ({ state, calls }) => {
      Object.assign(state, vendor.State.parse({}));
      calls.length = 0;
    }),
    ...vendor.verbs,
  };
}

function describe<S extends BaseState, A extends BaseAccount>(
  vendor: Vendor<S, A>,
  sandbox: Sandbox<S, A>,
): Answer {
  const { usedCodes, ...rest } = sandbox.state;
  const accounts = sandbox
    .accounts()
    .map(({ id, name, currency, timezone }) => ({ id, name, currency, timezone }));
  const { provider, seed } = sandbox;
  const now = sandbox.now().toISOString();
  return ok({ provider, seed, now, ...rest, accounts, ...vendor.describe?.(sandbox) });
}

/** The simulator's own door, `/_control/<verb>`: time, faults, limits and the truth. */
export function createControl<S extends BaseState, A extends BaseAccount>(vendor: Vendor<S, A>) {
  const verbs = verbsOf(vendor);
  return (sandbox: Sandbox<S, A>, name: string, asked: Asked): Answer => {
    const verb = verbs[name];
    if (!verb) return { status: 404, body: { error: `one of ${Object.keys(verbs).join(", ")}` } };
    return verb(sandbox, asked) ?? describe(vendor, sandbox);
  };
}
