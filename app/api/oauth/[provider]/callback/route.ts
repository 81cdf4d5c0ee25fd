import { cookies } from "next/headers";
import { after } from "next/server";
import { send } from "@/inngest/client";
import { completeConsent } from "@/lib/connections/connect";
import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { readOAuthState } from "@/lib/crypto/oauth-state";
import { getProvider } from "@/lib/providers";
import { deliver } from "@/lib/sync/outbox";
import { requestSync } from "@/lib/sync/request";
import { withViewer } from "../../../with-viewer";
import { asPage, toPage } from "../../as-page";

/** What vendors say when the person said no; anything else went wrong. */
const isRefusal = (error: string | null) => error === null || /denied|cancel|declin/i.test(error);

export const GET = asPage(
  withViewer<{ provider: string }>(
    async ({ viewer, params, request }) => {
      const provider = getProvider(params.provider);
      const answered = new URL(request.url).searchParams;
      const jar = await cookies();
      const path = `/api/oauth/${provider.id}`;
      const cookie = jar.get("freshet_oauth")?.value;
      jar.set("freshet_oauth", "", { path, maxAge: 0 });
      const owner = { provider: provider.id, workspaceId: viewer.workspaceId, actorId: viewer.actor.id };
      const code = answered.get(provider.oauth.codeParameter ?? "code");
      try {
        const { verifier, connectionId: meant } = readOAuthState(
          cookie,
          answered.get("state"),
          owner,
          systemClock(),
        );
        if (!code && isRefusal(answered.get("error"))) return toPage("/settings", { denied: provider.id });
        if (!code) return toPage("/settings", { failed: "consent_failed", provider: provider.id });
        const { connectionId, isNew } = await completeConsent(viewer, {
          providerId: provider.id,
          code,
          verifier,
          redirectUri: `${env().APP_URL}${path}/callback`,
          answered: Object.fromEntries(answered),
          clock: systemClock,
          meant,
        });
        if (isNew) return toPage(`/connect/${connectionId}`);
        await requestSync(viewer, { connectionId });
        after(() => deliver(viewer.workspaceId, send));
        return toPage("/settings", {
          reconnected: connectionId,
          meant: meant === connectionId ? null : meant,
        });
      } catch (thrown) {
        const error = toAppError(thrown);
        log.warn({ error }, "a consent could not be completed");
        return toPage("/settings", { failed: error.code, provider: provider.id });
      }
    },
    { needs: "connect" },
  ),
);
