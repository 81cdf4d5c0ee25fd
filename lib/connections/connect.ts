import "server-only";
import type { Clock } from "@/lib/core/clock";
import { getProvider } from "@/lib/providers";
import type { Grant, Provider } from "@/lib/providers/contract";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { createCallContext } from "./call-context";
import { type Kept, keepGrant } from "./keep-grant";
import { saveConnection } from "./save-connection";

type Consent = {
  providerId: string;
  code: string;
  verifier: string;
  redirectUri: string;
  answered?: Record<string, string>;
  clock: Clock;
};

async function exchange({ providerId, clock, ...consent }: Consent) {
  const provider: Provider = getProvider(providerId);
  const grant: Grant = await provider.oauth.exchange({ ...consent, clock });
  return { provider, grant };
}

/** Exchanges a consent code and keeps what was granted; `meant` is the connection a person wanted to reconnect. */
export async function completeConsent(
  viewer: Viewer,
  consent: Consent & { meant: string | null },
): Promise<Kept> {
  const { provider, grant } = await exchange(consent);
  return keepGrant(viewer, { provider, grant, meant: consent.meant, at: consent.clock() });
}

/** Exchanges a consent code and syncs every account it opens. Returns the connection's id. */
export async function connect(viewer: Viewer, consent: Consent): Promise<string> {
  const { provider, grant } = await exchange(consent);
  const { clock } = consent;
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
