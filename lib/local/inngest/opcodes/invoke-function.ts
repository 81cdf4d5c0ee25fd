import { z } from "zod";
import { createUlid, deriveAppId } from "../ids";
import { storeEvent } from "../store/events";
import { findFunction } from "../store/functions";
import { nameOf, type OpHandler } from "./context";
import { pauseStep } from "./pause";

const Options = z.object({
  function_id: z.string(),
  payload: z.looseObject({ data: z.record(z.string(), z.unknown()).nullish() }).default({}),
  timeout: z.string().optional(),
});

const longestWait = "1y";

/** InvokeFunction: an event only for that function; its `function.finished` event, found by correlation, is the result. */
export const invokeFunction: OpHandler = async (context) => {
  const { db, engine, run, op } = context;
  const options = Options.parse(op.opts);
  const pause = { kind: "invoke", event_name: "inngest/function.finished", expression: null } as const;
  const expiresMs = await pauseStep(context, {
    ...pause,
    timeout: options.timeout ?? longestWait,
    status: "invoking",
  });
  const source = await findFunction(db, run.function_id);
  const ts = engine.now();
  const id = createUlid(ts);
  const origin = {
    correlation_id: `${run.id}.${op.id}`,
    expire: expiresMs,
    fn_id: options.function_id,
    name: nameOf(op),
    source_app_id: deriveAppId(source?.appName ?? ""),
    source_fn_id: run.function_id,
    source_fn_v: 1,
  };
  const data = { ...options.payload.data, _inngest: origin };
  await storeEvent(db, engine, { internalId: id, id, name: "inngest/function.invoked", data, ts, user: {} });
  return { next: "wait" };
};
