import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";

const refused = () =>
  new AppError({
    code: "cross_origin",
    message: "This request did not come from Freshet.",
    status: 403,
    actor: "you",
  });

/** Refuses what another site could make a browser send: a missing, `null` or foreign Origin. */
export function assertSameOrigin(request: Request): void {
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  if (origin !== new URL(env().APP_URL).origin) throw refused();
  if (site && site !== "same-origin") throw refused();
}
