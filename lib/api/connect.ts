import * as z from "zod";
import { Frequency } from "@/lib/domain/frequency";

/** `gone`: chosen once, but this login does not see it any more. */
export const AccountChoice = z.object({
  external_id: z.string(),
  name: z.string(),
  currency: z.string(),
  timezone: z.string(),
  status: z.enum(["active", "disabled", "gone"]),
  selected: z.boolean(),
  /** Not there when somebody last chose. */
  is_new: z.boolean(),
  /** Another connection of this workspace holds the account's data; it cannot be chosen twice. */
  taken_by: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type AccountChoice = z.infer<typeof AccountChoice>;

export const AccountChoices = z.object({
  accounts: z.array(AccountChoice),
  auto_add_accounts: z.boolean(),
});
export type AccountChoices = z.infer<typeof AccountChoices>;

const chosen = {
  account_ids: z.array(z.string().min(1).max(512)).max(10_000),
  auto_add_accounts: z.boolean(),
};

export const ChooseAccountsRequest = z.object(chosen);
export type ChooseAccountsRequest = z.infer<typeof ChooseAccountsRequest>;

export const ChooseAccountsResponse = z.object({
  added: z.number().int(),
  removed: z.number().int(),
  /** The sync that reads the added accounts for the first time; null while one that knows nothing of them is running. */
  job_id: z.string().nullable(),
});
export type ChooseAccountsResponse = z.infer<typeof ChooseAccountsResponse>;

export const FinishSetupRequest = z.object({ ...chosen, sync_frequency: Frequency });
export type FinishSetupRequest = z.infer<typeof FinishSetupRequest>;

export const FinishSetupResponse = z.object({ id: z.string(), job_id: z.string() });
export type FinishSetupResponse = z.infer<typeof FinishSetupResponse>;

export const ReplaceLoginRequest = z.object({ connection_id: z.uuid() });
export type ReplaceLoginRequest = z.infer<typeof ReplaceLoginRequest>;

export const ReplaceLoginResponse = z.object({ id: z.string() });
export type ReplaceLoginResponse = z.infer<typeof ReplaceLoginResponse>;
