import "server-only";
import type { Clock } from "@/lib/core/clock";
import { getProvider } from "@/lib/providers";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { createCallContext } from "./call-context";
import { saveConnection } from "./save-connection";

type Input = {
  providerId: string;
  code: string;
  verifier: string;
  redirectUri: string;
  answered?: Record<string, string>;
  clock: Clock;
};

/** Exchanges a consent code, lists the accounts it opens and keeps both. Returns the connection's id. */
export async function connect(
  viewer: Viewer,
  { providerId, code, verifier, redirectUri, answered, clock }: Input,
): Promise<string> {
  const provider = getProvider(providerId);
  const grant = await provider.oauth.exchange({ code, verifier, redirectUri, answered, clock });
  const context = createCallContext({
    workspaceId: viewer.workspaceId,
    provider,
    accessToken: grant.accessToken,
    clock,
    signal: AbortSignal.timeout(30_000),
  });
  const accounts = await provider.listAccounts(context);
  return saveConnection(viewer, { provider, grant, accounts, at: clock() });
}
