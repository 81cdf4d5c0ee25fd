import "server-only";
import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";
import { AppError } from "@/lib/core/errors";
import { sealText, unsealText } from "./seal";

const State = z.object({
  provider: z.string(),
  workspaceId: z.string(),
  actorId: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  expiresAt: z.number(),
});
type State = z.infer<typeof State>;
export type Owner = Pick<State, "provider" | "workspaceId" | "actorId">;

const lifetimeMs = 10 * 60_000;
const field = "oauth_state";

/** A sealed cookie, and the `state` and PKCE challenge that go to the provider. The cookie is used once. */
export function createOAuthState(
  owner: Owner,
  now: Date,
): { cookie: string; state: string; challenge: string } {
  const nonce = randomBytes(24).toString("base64url");
  const verifier = randomBytes(48).toString("base64url");
  const sealed: State = { ...owner, nonce, verifier, expiresAt: now.getTime() + lifetimeMs };
  const challenge = createHash("sha256").update(verifier).digest("base64url");
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

/** The verifier, if the answer belongs to the consent this person started. Throws `oauth_state` otherwise. */
export function readOAuthState(
  cookie: string | undefined,
  state: string | null,
  owner: Owner,
  now: Date,
): string {
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
  return opened.verifier;
}
