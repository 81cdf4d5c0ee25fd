import { findExpressionFault } from "../expressions";
import type { OpHandler } from "./context";
import { pauseStep } from "./pause";

const longestWait = "1y";

/** WaitForEvent: `name` is the event's name; the step's result will be the event, or null after the timeout. */
export const waitForEvent: OpHandler = async (context) => {
  const { name, opts } = context.op;
  const eventName = typeof opts?.event === "string" ? opts.event : (name ?? "");
  const expression = typeof opts?.if === "string" ? opts.if : null;
  const fault = expression ? findExpressionFault(expression) : null;
  if (fault) return { next: "fail", error: { name: "Error", message: fault } };
  const timeout = typeof opts?.timeout === "string" ? opts.timeout : longestWait;
  await pauseStep(context, { kind: "wait", event_name: eventName, expression, timeout, status: "waiting" });
  return { next: "wait" };
};
