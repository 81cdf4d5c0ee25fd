import { cookies } from "next/headers";
import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { createOAuthState } from "@/lib/crypto/oauth-state";
import { getProvider } from "@/lib/providers";
import { redirectTo, withViewer } from "../../with-viewer";

export const GET = withViewer<{ provider: string }>(
  async ({ viewer, params, request }) => {
    const provider = getProvider(params.provider);
    const { workspaceId, actor } = viewer;
    const owner = { provider: provider.id, workspaceId, actorId: actor.id };
    const { cookie, state, challenge } = createOAuthState(owner, systemClock());
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
    const choice = new URL(request.url).searchParams.get("choice");
    return redirectTo(
      provider.oauth.consentUrl({ state, challenge, choice, redirectUri: `${APP_URL}${path}/callback` }),
    );
  },
  { needs: "connect" },
);
