import { cookies } from "next/headers";
import { after } from "next/server";
import { send } from "@/inngest/client";
import { connect } from "@/lib/connections/connect";
import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { readOAuthState } from "@/lib/crypto/oauth-state";
import { getProvider } from "@/lib/providers";
import { deliver } from "@/lib/sync/outbox";
import { requestSync } from "@/lib/sync/request";
import { redirectTo, withViewer } from "../../../with-viewer";

const back = (outcome: Record<string, string>) =>
  redirectTo(`${env().APP_URL}/settings?${new URLSearchParams(outcome)}`);

export const GET = withViewer<{ provider: string }>(
  async ({ viewer, params, request }) => {
    const provider = getProvider(params.provider);
    const answered = new URL(request.url).searchParams;
    const jar = await cookies();
    const path = `/api/oauth/${provider.id}`;
    const cookie = jar.get("freshet_oauth")?.value;
    jar.set("freshet_oauth", "", { path, maxAge: 0 });
    const code = answered.get(provider.oauth.codeParameter ?? "code");
    if (!code) return back({ denied: provider.id });
    try {
      const owner = { provider: provider.id, workspaceId: viewer.workspaceId, actorId: viewer.actor.id };
      const verifier = readOAuthState(cookie, answered.get("state"), owner, systemClock());
      const redirectUri = `${env().APP_URL}${path}/callback`;
      const connectionId = await connect(viewer, {
        providerId: provider.id,
        code,
        verifier,
        redirectUri,
        answered: Object.fromEntries(answered),
        clock: systemClock,
      });
      await requestSync(viewer, { connectionId });
      after(() => deliver(viewer.workspaceId, send));
      return back({ connected: connectionId });
    } catch (thrown) {
      const error = toAppError(thrown);
      log.warn({ error }, "a consent could not be completed");
      return back({ failed: error.code });
    }
  },
  { needs: "connect" },
);
