import { Alert } from "@/lib/api/alerts";
import { systemClock } from "@/lib/core/clock";
import { acknowledgeAlert } from "@/lib/notify/acknowledge-alert";
import { answer, withViewer } from "../../../with-viewer";

export const POST = withViewer<{ alertId: string }>(async ({ viewer, params }) =>
  answer(Alert, await acknowledgeAlert(viewer, params.alertId, systemClock)),
);
