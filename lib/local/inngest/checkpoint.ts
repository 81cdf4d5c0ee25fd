import { z } from "zod";
import { Op } from "./answer";
import type { Engine } from "./engine";
import { decodeQueueItemRef } from "./ids";
import { dataOf, nameOf } from "./opcodes/context";
import { findRun, lockLiveRun } from "./store/runs";
import { noteStep, saveResult } from "./store/steps";

const Checkpoint = z.object({
  qi_id: z.string(),
  generation_id: z.number().optional(),
  steps: z.array(Op),
});

export type CheckpointResult = "saved" | "unknown run" | "stale" | { unsupported: string };

const results = new Set(["StepRun", "Step"]);
const known = new Set([...results, "StepPlanned"]);

/**
 * Steps that a call under way already ran. "stale" tells the SDK to stop: the run is over, or its call was sent again to
 * somebody else.
 */
export async function saveCheckpoint(
  engine: Engine,
  runId: string,
  body: unknown,
): Promise<CheckpointResult> {
  const { qi_id, generation_id, steps } = Checkpoint.parse(body);
  const unsupported = steps.find((op) => !known.has(op.op));
  if (unsupported) return { unsupported: unsupported.op };
  const jobId = decodeQueueItemRef(qi_id);
  return engine.sql.begin(async (tx): Promise<CheckpointResult> => {
    const run = await lockLiveRun(tx, runId);
    if (!run) return (await findRun(tx, runId)) ? "stale" : "unknown run";
    const hasResult = steps.some((op) => results.has(op.op));
    const rows = await tx`
      update queue set attempt = case when ${hasResult} then 0 else attempt end
      where id = ${jobId} and run_id = ${runId} and leased_by is not null
        and generation = coalesce(${generation_id ?? null}::int, generation)
      returning id`;
    if (rows.length === 0) return "stale";
    for (const op of steps) {
      const step = { runId, id: op.id, name: nameOf(op), op: op.op, nowMs: engine.now() };
      if (results.has(op.op))
        await saveResult(tx, { ...step, status: "completed", output: `{"data":${dataOf(op)}}` });
      else await noteStep(tx, { ...step, status: "retrying", isRace: false });
    }
    return "saved";
  });
}
