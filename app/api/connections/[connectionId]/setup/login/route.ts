import { ReplaceLoginRequest, ReplaceLoginResponse } from "@/lib/api/connect";
import { replaceLogin } from "@/lib/connections/replace-login";
import { systemClock } from "@/lib/core/clock";
import { answer, readBody, withViewer } from "../../../../with-viewer";

export const POST = withViewer<{ connectionId: string }>(
  async ({ viewer, params, request }) => {
    const { connection_id: targetId } = await readBody(request, ReplaceLoginRequest);
    await replaceLogin(viewer, { setupId: params.connectionId, targetId, clock: systemClock });
    return answer(ReplaceLoginResponse, { id: targetId });
  },
  { needs: "connect" },
);
