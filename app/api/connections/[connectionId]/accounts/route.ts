import { after } from "next/server";
import { send } from "@/inngest/client";
import { AccountChoices, ChooseAccountsRequest, ChooseAccountsResponse } from "@/lib/api/connect";
import { chooseAccounts } from "@/lib/connections/choose-accounts";
import { listChoices } from "@/lib/connections/list-choices";
import { systemClock } from "@/lib/core/clock";
import { deliver } from "@/lib/sync/outbox";
import { requestSyncIn } from "@/lib/sync/request";
import { answer, readBody, withViewer } from "../../../with-viewer";

export const GET = withViewer<{ connectionId: string }>(
  async ({ viewer, params }) =>
    answer(AccountChoices, await listChoices(viewer, params.connectionId, systemClock)),
  { needs: "connect" },
);

export const PATCH = withViewer<{ connectionId: string }>(
  async ({ viewer, params, request }) => {
    const { connectionId } = params;
    const chosen = await readBody(request, ChooseAccountsRequest);
    const { started, ...counts } = await chooseAccounts(viewer, {
      connectionId,
      chosen,
      clock: systemClock,
      start: (tx) => requestSyncIn(tx, viewer, { connectionId }),
    });
    after(() => deliver(viewer.workspaceId, send));
    return answer(ChooseAccountsResponse, {
      ...counts,
      job_id: started && !started.joined ? started.runId : null,
    });
  },
  { needs: "connect" },
);
