import { ConnectionSyncStatus, SetFrequencyRequest } from "@/lib/api/connection";
import { getSyncStatus } from "@/lib/connections/read-connections";
import { setFrequency } from "@/lib/connections/set-frequency";
import { systemClock } from "@/lib/core/clock";
import { answer, readBody, withViewer } from "../../../with-viewer";

export const PATCH = withViewer<{ connectionId: string }>(async ({ viewer, params, request }) => {
  const { sync_frequency } = await readBody(request, SetFrequencyRequest);
  await setFrequency(viewer, params.connectionId, sync_frequency, systemClock);
  return answer(ConnectionSyncStatus, await getSyncStatus(viewer, params.connectionId, systemClock));
});
