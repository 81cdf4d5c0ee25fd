import type { Db } from "../engine";
import type { StepRow, StepStatus } from "./rows";

export type StepNote = {
  runId: string;
  id: string;
  name: string;
  op: string;
  status: StepStatus;
  /** A race step is heard of as soon as it finishes; other parallel steps wait for their siblings. */
  isRace: boolean;
  nowMs: number;
};

/** Notes that a step is under way; a step that already has a result keeps it. */
export async function noteStep(db: Db, step: StepNote): Promise<void> {
  const attempts = step.status === "retrying" ? 1 : 0;
  const isBlocking = step.status !== "retrying" && !step.isRace;
  await db`
    insert into steps (run_id, id, name, op, status, is_blocking, is_race, attempts, created_ms)
    values (${step.runId}, ${step.id}, ${step.name}, ${step.op}, ${step.status}, ${isBlocking}, ${step.isRace},
      ${attempts}, ${step.nowMs})
    on conflict (run_id, id) do update
      set status = excluded.status, attempts = steps.attempts + excluded.attempts where steps.position is null`;
}

export type StepResult = {
  runId: string;
  id: string;
  name: string;
  op: string;
  status: "completed" | "failed";
  output: string;
  nowMs: number;
};

/** Memoises a result at the end of the stack unless the step has one; tells of a race step. Needs the run's lock. */
export async function saveResult(db: Db, step: StepResult): Promise<{ isRace: boolean }> {
  const [row] = await db<{ is_race: boolean }[]>`
    insert into steps (run_id, id, name, op, status, is_blocking, is_race, attempts, output, created_ms, ended_ms, position)
    values (${step.runId}, ${step.id}, ${step.name}, ${step.op}, ${step.status}, false, false, 1, ${step.output},
      ${step.nowMs}, ${step.nowMs},
      (select coalesce(max(position), 0) + 1 from steps where run_id = ${step.runId}))
    on conflict (run_id, id) do update
      set status = excluded.status, output = excluded.output, ended_ms = excluded.ended_ms,
        position = excluded.position, attempts = steps.attempts + 1, is_blocking = false
      where steps.position is null
    returning is_race`;
  return { isRace: row?.is_race ?? false };
}

export async function countSteps(db: Db, runId: string): Promise<{ done: number; blocking: number }> {
  const [row] = await db<{ done: number; blocking: number }[]>`
    select count(position)::int as done, (count(*) filter (where position is null and is_blocking))::int as blocking
    from steps where run_id = ${runId}`;
  return row ?? { done: 0, blocking: 0 };
}

/** Steps with a result, in the order in which they finished. */
export function loadStack(db: Db, runId: string) {
  return db<{ id: string; output: string }[]>`
    select id, output from steps where run_id = ${runId} and position is not null order by position`;
}

export function loadSteps(db: Db, runIds: string[]) {
  return db<
    StepRow[]
  >`select * from steps where run_id = any(${runIds}::text[]) order by created_ms, position`;
}

/** The result of a memoised step as the SDK expects it, in the order of their ids. */
export function printSteps(stack: { id: string; output: string }[]): string {
  const sorted = [...stack].sort((a, b) => (a.id < b.id ? -1 : 1));
  return `{${sorted.map((step) => `${JSON.stringify(step.id)}:${step.output}`).join(",")}}`;
}
