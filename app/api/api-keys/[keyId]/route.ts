import { ApiKey } from "@/lib/api/api-keys";
import { systemClock } from "@/lib/core/clock";
import { revokeApiKey } from "@/lib/workspaces/api-keys";
import { answer, withViewer } from "../../with-viewer";

export const DELETE = withViewer<{ keyId: string }>(
  async ({ viewer, params }) => answer(ApiKey, await revokeApiKey(viewer, params.keyId, systemClock)),
  { needs: "keys" },
);
