import { createUlid, encodeQueueItemRef } from "./ids";
import type { QueueItem, RunRow } from "./store/rows";
import { firstEvent } from "./store/runs";
import { printSteps } from "./store/steps";

export type CallRequest = { url: string; headers: Record<string, string>; body: string };

type Input = {
  item: QueueItem;
  run: RunRow;
  stack: { id: string; output: string }[];
  stepUrl: string;
  nowMs: number;
};

function buildContext({ item, run, stack }: Input, requestId: string) {
  return {
    attempt: item.attempt,
    disable_immediate_execution: run.force_step_plan,
    env: "",
    fn_id: run.function_id,
    generation_id: item.generation,
    job_id: item.id,
    max_attempts: run.max_attempts,
    qi_id: encodeQueueItemRef(item.id),
    request_id: requestId,
    run_id: run.id,
    stack: { current: item.stack_position, stack: stack.map((step) => step.id) },
    step_id: "step",
    use_api: false,
  };
}

/** The call request: what the SDK needs to replay the run up to here and go on. */
export function buildCallRequest(input: Input): CallRequest {
  const { item, run, stack, stepUrl, nowMs } = input;
  const requestId = createUlid(nowMs);
  const stepId = item.step_id ?? "step";
  const url = new URL(stepUrl);
  url.searchParams.set("stepId", stepId);
  const fields = [
    `"ctx":${JSON.stringify(buildContext(input, requestId))}`,
    `"defers":{}`,
    `"event":${JSON.stringify(firstEvent(run))}`,
    `"events":${run.events}`,
    `"steps":${printSteps(stack)}`,
    `"use_api":false`,
    `"version":${run.request_version}`,
  ];
  const headers = {
    "content-type": "application/json",
    "x-inngest-generation-id": String(item.generation),
    "x-inngest-job-id": item.id,
    "x-inngest-req-version": String(run.request_version),
    "x-inngest-step-id": stepId,
    "x-request-id": requestId,
    "x-run-id": run.id,
  };
  return { url: url.href, headers, body: `{${fields.join(",")}}` };
}
