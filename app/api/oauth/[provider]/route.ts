import { cookies } from "next/headers";
import * as z from "zod";
import { earlierChoice } from "@/lib/connections/earlier-choice";
import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { createOAuthState } from "@/lib/crypto/oauth-state";
import { getProvider } from "@/lib/providers";
import { readQuery, redirectTo, withViewer } from "../../with-viewer";
import { asPage } from "../as-page";

const Query = z.object({
  /** An id of the provider's `choices`. */
  choice: z.string().nullish(),
  /** The connection to reconnect. */
  connection: z.uuid().nullish(),
});

const notConfigured = (name: string) =>
  new AppError({
    code: "not_configured",
    message: `This server has no credentials for ${name}.`,
    status: 409,
  });

export const GET = asPage(
  withViewer<{ provider: string }>(
    async ({ viewer, params, request }) => {
      const provider = getProvider(params.provider);
      if (!provider.isConfigured()) throw notConfigured(provider.name);
      const { choice: chosen, connection } = readQuery(request, Query);
      const choice = chosen ?? (connection && (await earlierChoice(viewer, provider, connection)));
      const { workspaceId, actor } = viewer;
      const owner = { provider: provider.id, workspaceId, actorId: actor.id };
      const { cookie, state, challenge } = createOAuthState(
        { ...owner, connectionId: connection },
        systemClock(),
      );
      const { APP_URL } = env();
      const path = `/api/oauth/${provider.id}`;
      const secure = APP_URL.startsWith("https:");
      (await cookies()).set("freshet_oauth", cookie, {
        httpOnly: true,
        sameSite: "lax",
        secure,
        path,
        maxAge: 600,
      });
      return redirectTo(
        provider.oauth.consentUrl({ state, challenge, choice, redirectUri: `${APP_URL}${path}/callback` }),
      );
    },
    { needs: "connect" },
  ),
);
