import { ApiKey, ApiKeyList, CreateApiKeyRequest, CreatedApiKey } from "./api-keys";
import { group } from "./route-table";

const keys = group("API keys");

export const teamRoutes = [
  keys.get(
    "/api/api-keys",
    "The workspace's API keys, without the keys themselves",
    { 200: ApiKeyList },
    { needs: "keys" },
  ),
  keys.post(
    "/api/api-keys",
    "Make an API key; this answer alone holds it",
    { 201: CreatedApiKey },
    { body: CreateApiKeyRequest, needs: "keys", refuses: [409] },
  ),
  keys.remove("/api/api-keys/{keyId}", "Revoke an API key, at once", { 200: ApiKey }, { needs: "keys" }),
];
