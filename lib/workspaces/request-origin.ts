import "server-only";
import { env } from "@/lib/core/env";

/** Where a request came from, as far as it can be believed. */
export type RequestOrigin = { ip: string | null; userAgent: string | null };

const maxLength = 300;

/** The address only from the header that the platform sets itself: any other could be made up by the caller. */
export function originOf(headers: Headers): RequestOrigin {
  const { FRESHET_IP_HEADER } = env();
  const address = FRESHET_IP_HEADER ? headers.get(FRESHET_IP_HEADER)?.split(",")[0]?.trim() : undefined;
  return {
    ip: address?.slice(0, maxLength) || null,
    userAgent: headers.get("user-agent")?.slice(0, maxLength) ?? null,
  };
}
