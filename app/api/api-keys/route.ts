import { ApiKeyList, CreateApiKeyRequest, CreatedApiKey } from "@/lib/api/api-keys";
import { systemClock } from "@/lib/core/clock";
import { createApiKey, listApiKeys } from "@/lib/workspaces/api-keys";
import { answer, readBody, withViewer } from "../with-viewer";

export const GET = withViewer(
  async ({ viewer }) => answer(ApiKeyList, { api_keys: await listApiKeys(viewer, systemClock) }),
  { needs: "keys" },
);

export const POST = withViewer(
  async ({ viewer, request }) => {
    const wanted = await readBody(request, CreateApiKeyRequest);
    const { apiKey, key } = await createApiKey(viewer, wanted, systemClock);
    return answer(CreatedApiKey, { api_key: apiKey, key: key.reveal() }, 201);
  },
  { needs: "keys" },
);
