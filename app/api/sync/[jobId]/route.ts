import { SyncJob } from "@/lib/api/sync";
import { getJob } from "@/lib/sync/job";
import { answer, withViewer } from "../../with-viewer";

export const GET = withViewer<{ jobId: string }>(async ({ viewer, params }) =>
  answer(SyncJob, await getJob(viewer, params.jobId)),
);
