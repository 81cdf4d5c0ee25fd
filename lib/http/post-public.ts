import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIPv6 } from "node:net";
import { AppError } from "@/lib/core/errors";
import { DeadlineError, type HttpLimits, watch } from "./deadlines";
import { checkTarget, pickAddress, type Resolve, type Rules, resolveAll } from "./public-target";

export type PublicPost = { url: string; headers: Record<string, string>; body: string } & Rules & {
    resolve?: Resolve;
    limits?: Partial<HttpLimits>;
  };
/** `start` is the beginning of the answer's body; the rest is not read. */
export type PublicAnswer = { status: number; retryAfter: string | null; start: string };

const defaults: HttpLimits = {
  connectMs: 5_000,
  headersMs: 15_000,
  idleMs: 5_000,
  totalMs: 20_000,
  maxBytes: 64 * 1024,
};

const failed = (code: string, message: string, cause?: unknown) => new AppError({ code, message, cause });

function toError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof DeadlineError) return failed("webhook_timeout", "It did not answer in time.", error);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/.test(code))
    return failed("webhook_tls", "Its certificate could not be trusted.", error);
  if (code === "ECONNREFUSED") return failed("webhook_network", "It refused the connection.", error);
  return failed("webhook_network", "The connection broke.", error);
}

/** As much of the body as the cap allows; what comes after is not waited for. */
async function readStart(message: IncomingMessage, maxBytes: number, sawChunk: () => void): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    sawChunk();
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  message.destroy();
  return Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8");
}

/**
 * Posts to an address somebody else chose. Its name is resolved and checked, the connection goes to exactly the address
 * that was checked, redirects are answers like others, no connection is shared. Throws AppErrors with `webhook_*` codes.
 */
export async function postPublic(request: PublicPost): Promise<PublicAnswer> {
  const limits = { ...defaults, ...request.limits };
  const url = checkTarget(request.url, request);
  const address = await pickAddress(url, request, request.resolve ?? resolveAll);
  const family = isIPv6(address) ? 6 : 4;
  const outgoing = (url.protocol === "https:" ? https : http).request(url, {
    method: "POST",
    agent: false,
    headers: { ...request.headers, "content-length": String(Buffer.byteLength(request.body)) },
    lookup: (_host, options, done) => {
      if (options.all) done(null, [{ address, family }]);
      else done(null, address, family);
    },
  });
  const deadlines = watch(outgoing, limits);
  try {
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once("response", resolve);
      outgoing.on("error", reject);
      outgoing.end(request.body);
    });
    deadlines.sawHeaders();
    const start = await readStart(message, limits.maxBytes, deadlines.sawChunk);
    return { status: message.statusCode ?? 0, retryAfter: message.headers["retry-after"] ?? null, start };
  } catch (error) {
    throw toError(error);
  } finally {
    deadlines.clear();
    outgoing.destroy();
  }
}
