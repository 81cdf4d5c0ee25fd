import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventOf, toEventStream } from "@/app/api/event-stream";
import { syncEvents } from "@/drizzle/schema";
import type { ProgressFrame } from "@/lib/api/sync";
import { withWorkspace } from "@/lib/db/transaction";
import { followRun } from "@/lib/sync/follow";
import { followRuns, knownRuns } from "@/lib/sync/follow-runs";
import { readFrames } from "@/lib/sync/job";
import { feedCount, type ReadFrames } from "@/lib/sync/run-feed";
import { createSyncWorld } from "../support/sync-world";

const size = { accounts: 2, campaigns: 2, adsets: 2, ads: 2 };

type World = Awaited<ReturnType<typeof createSyncWorld>>;
let world: World;
beforeAll(async () => {
  world = await createSyncWorld({ providerId: "meta", seed: "feed", at: "2026-11-14T11:00:00Z", size });
});
afterAll(() => world?.stop());

/** The real reader, with a count of how often it asks and of how many ask at once. */
function countingReader() {
  const seen = { reads: 0, atOnce: 0, most: 0 };
  const read: ReadFrames = async (...asked) => {
    seen.reads += 1;
    seen.atOnce += 1;
    seen.most = Math.max(seen.most, seen.atOnce);
    try {
      return await readFrames(...asked);
    } finally {
      seen.atOnce -= 1;
    }
  };
  return { seen, read };
}

const collect = async (frames: AsyncGenerator<ProgressFrame | null>) => {
  const seqs: number[] = [];
  for await (const frame of frames) if (frame) seqs.push(frame.seq);
  return seqs;
};
const upTo = (last: number, after = 0) =>
  Array.from({ length: last - after }, (_, index) => after + index + 1);

test("a hundred clients on one run cost one reader of the database, and each gets every frame once", async () => {
  const { runId } = await world.request("full");
  const { seen, read } = countingReader();
  const options = (reader = read) => ({
    after: 0,
    signal: new AbortController().signal,
    pollMs: 20,
    read: reader,
  });
  const clients = Array.from({ length: 100 }, () => collect(followRun(world.viewer, runId, options())));
  const alone = countingReader();
  const { run } = await world.runNow(runId);
  const all = await Promise.all(clients);
  expect(all.every((seqs) => seqs.length === run.seq)).toBe(true);
  expect(all[99]).toEqual(upTo(run.seq));
  expect(seen.most).toBe(1);
  const afterwards = await collect(followRun(world.viewer, runId, options(alone.read)));
  expect(afterwards).toEqual(upTo(run.seq));
  expect(alone.seen.reads).toBeLessThanOrEqual(Math.ceil(run.seq / 500) + 1);
});

test("who comes late or resumes gets what is missing, in order, whoever else follows", async () => {
  const { runId } = await world.request("full");
  const signal = new AbortController().signal;
  const early = followRun(world.viewer, runId, { after: 5, signal, pollMs: 20 });
  const tail = collect(early);
  const { run } = await world.runNow(runId);
  const late = await collect(followRun(world.viewer, runId, { after: 0, signal, pollMs: 20 }));
  expect(await tail).toEqual(upTo(run.seq, 5));
  expect(late).toEqual(upTo(run.seq));
});

test("several runs come in one stream, and those of other workspaces are left out", async () => {
  const first = await world.sync();
  const second = await world.sync();
  const signal = new AbortController().signal;
  const asked = [
    { runId: first.run.id, after: 0 },
    { runId: second.run.id, after: second.run.seq - 1 },
    { runId: "sync_of_somebody_else", after: 0 },
  ];
  const known = await knownRuns(world.viewer, asked);
  expect(known).toEqual(asked.slice(0, 2));
  const seen = new Map<string, number[]>();
  for await (const item of followRuns(world.viewer, known, { signal, pollMs: 20 }))
    if (item) seen.set(item.runId, [...(seen.get(item.runId) ?? []), item.frame.seq]);
  expect(seen.get(first.run.id)).toEqual(upTo(first.run.seq));
  expect(seen.get(second.run.id)).toEqual([second.run.seq]);
});

test("a run that is over closes at once for whoever has it all, and is not read for ever", async () => {
  const { run } = await world.sync();
  const signal = new AbortController().signal;
  const follow = (after: number, reader = countingReader()) => ({
    reader,
    seqs: collect(followRun(world.viewer, run.id, { after, signal, pollMs: 20, read: reader.read })),
  });
  const alone = follow(run.seq);
  expect(await alone.seqs).toEqual([]);
  expect(alone.reader.seen.reads).toBeLessThanOrEqual(2);
  const several = [follow(0), follow(run.seq), follow(999_999_999)];
  expect(await Promise.all(several.map(({ seqs }) => seqs))).toEqual([upTo(run.seq), [], []]);
  expect(Math.max(...several.map(({ reader }) => reader.seen.reads))).toBeLessThanOrEqual(3);
});

test("of a run whose events are pruned its end is still told", async () => {
  const { run } = await world.sync();
  await withWorkspace(world.viewer, (tx) => tx.delete(syncEvents).where(eq(syncEvents.runId, run.id)));
  const signal = new AbortController().signal;
  const frames: ProgressFrame[] = [];
  for await (const frame of followRun(world.viewer, run.id, { after: 0, signal, pollMs: 20 }))
    if (frame) frames.push(frame);
  expect(frames).toMatchObject([{ seq: run.seq, step: "done", status: "succeeded", progress: 100 }]);
});

test("who hangs up in the middle leaves no reader behind", async () => {
  const { runId } = await world.request("full");
  const request = new Request("http://localhost/");
  const streams = [0, 1].map(() =>
    toEventStream<ProgressFrame>({
      request,
      open: (signal) => followRun(world.viewer, runId, { after: 0, signal, pollMs: 20, heartbeatMs: 50 }),
      encode: (frame) => eventOf(frame, frame.seq),
    }),
  );
  const readers = streams.map(({ body }) => body?.getReader());
  await Promise.all(readers.map((reader) => reader?.read()));
  await expect.poll(feedCount).toBe(1);
  await Promise.all(readers.map((reader) => reader?.cancel()));
  await expect.poll(feedCount).toBe(0);
  await world.runNow(runId);
});
