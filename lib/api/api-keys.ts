import * as z from "zod";
import { KeyScope } from "@/lib/domain/permission";

const Instant = z.iso.datetime();

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** Its beginning and end; the whole key is not stored. */
  hint: z.string(),
  scope: KeyScope,
  status: z.enum(["active", "expired", "revoked"]),
  created_by: z.string(),
  created_at: Instant,
  expires_at: Instant.nullable(),
  last_used_at: Instant.nullable(),
  revoked_at: Instant.nullable(),
  revoked_by: z.string().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const ApiKeyList = z.object({ api_keys: z.array(ApiKey) });
export type ApiKeyList = z.infer<typeof ApiKeyList>;

const maxDays = 3_650;

export const CreateApiKeyRequest = z.object({
  name: z.string().trim().min(1).max(80),
  scope: KeyScope,
  /** Null: until it is revoked. */
  expires_in_days: z.number().int().min(1).max(maxDays).nullable().default(90),
});
export type CreateApiKeyRequest = z.infer<typeof CreateApiKeyRequest>;

/** The only answer that holds the key itself. */
export const CreatedApiKey = z.object({ api_key: ApiKey, key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
