import { ProgressLog } from "@/lib/api/sync";
import { getJob, readFrames } from "@/lib/sync/job";
import { answer, withViewer } from "../../../with-viewer";

const newestFrames = 2_000;

export const GET = withViewer<{ jobId: string }>(async ({ viewer, params }) => {
  const { last_seq } = await getJob(viewer, params.jobId);
  const events = await readFrames(viewer, params.jobId, Math.max(0, last_seq - newestFrames), newestFrames);
  return answer(ProgressLog, { events });
});
