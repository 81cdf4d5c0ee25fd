import "server-only";
import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";
import { AppError } from "@/lib/core/errors";
import { sealText, unsealText } from "./seal";

const State = z.object({
  provider: z.string(),
  workspaceId: z.string(),
  actorId: z.string(),
  /** The connection a person wants to reconnect; null for a new one. */
  connectionId: z.string().nullable(),
  nonce: z.string(),
  verifier: z.string(),
  expiresAt: z.number(),
});
type State = z.infer<typeof State>;
export type Owner = Pick<State, "provider" | "workspaceId" | "actorId">;

const lifetimeMs = 10 * 60_000;
const field = "oauth_state";

const random = (bytes: number) => randomBytes(bytes).toString("base64url");

/** A PKCE verifier and its S256 challenge. */
function createPkce(): { verifier: string; challenge: string } {
  const verifier = random(48);
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** A sealed cookie, and the `state` and PKCE challenge that go to the provider. The cookie is used once. */
export function createOAuthState(
  { connectionId = null, ...owner }: Owner & { connectionId?: string | null },
  now: Date,
): { cookie: string; state: string; challenge: string } {
  const nonce = random(24);
  const { verifier, challenge } = createPkce();
  const sealed: State = { ...owner, connectionId, nonce, verifier, expiresAt: now.getTime() + lifetimeMs };
  return { cookie: sealText(JSON.stringify(sealed), field), state: nonce, challenge };
}

const invalid = () =>
  new AppError({
    code: "oauth_state",
    message: "This consent did not start here or took too long.",
    status: 400,
    actor: "you",
    fix: "Start connecting again.",
  });

/** What the consent began with, if the answer belongs to one this person started. Throws `oauth_state` otherwise. */
export function readOAuthState(
  cookie: string | undefined,
  state: string | null,
  owner: Owner,
  now: Date,
): Pick<State, "verifier" | "connectionId"> {
  if (!cookie || !state) throw invalid();
  let opened: State;
  try {
    opened = State.parse(JSON.parse(unsealText(cookie, field)));
  } catch {
    // A cookie that is not ours is the same to the person as one that has expired.
    throw invalid();
  }
  const isSame =
    opened.nonce === state &&
    opened.provider === owner.provider &&
    opened.workspaceId === owner.workspaceId &&
    opened.actorId === owner.actorId;
  if (!isSame || opened.expiresAt < now.getTime()) throw invalid();
  return opened;
}
