export type RunStatus = "Scheduled" | "Running" | "Completed" | "Failed" | "Cancelled";

export type RunRow = {
  id: string;
  function_id: string;
  function_slug: string;
  event_internal_id: string;
  events: string;
  status: RunStatus;
  queued_ms: number;
  started_ms: number | null;
  ended_ms: number | null;
  output: string | null;
  request_version: number;
  force_step_plan: boolean;
  rank: number;
  slots: string[];
  slot_limits: number[];
  original_run_id: string | null;
  cron: string | null;
  max_attempts: number;
};

export type StepStatus =
  | "planned"
  | "sleeping"
  | "waiting"
  | "invoking"
  | "retrying"
  | "completed"
  | "failed";

export type StepRow = {
  run_id: string;
  id: string;
  name: string;
  op: string;
  status: StepStatus;
  position: number | null;
  attempts: number;
  output: string | null;
  created_ms: number;
  ended_ms: number | null;
};

export type QueueKind = "event" | "call" | "sleep" | "timeout" | "expire" | "cron";

export type QueueItem = {
  id: string;
  kind: QueueKind;
  run_id: string | null;
  function_id: string | null;
  step_id: string | null;
  payload: string | null;
  stack_position: number;
  attempt: number;
  refusals: number;
  generation: number;
  due_ms: number;
  rank: number;
  slots: string[];
  slot_limits: number[];
};

export type PauseRow = {
  run_id: string;
  step_id: string;
  kind: "wait" | "invoke" | "cancel";
  event_name: string;
  expression: string | null;
};
