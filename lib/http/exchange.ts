import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { AppError } from "@/lib/core/errors";
import { failure } from "@/lib/domain/failure";
import { readBody, TooLargeError } from "./body";
import { DeadlineError, defaultLimits, type HttpLimits, watch } from "./deadlines";

export type HttpRequest = {
  /** The vendor's name as customers read it in failures. */
  provider: string;
  url: URL | string;
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: string | Buffer;
  signal?: AbortSignal;
  limits?: Partial<HttpLimits>;
};

/** One answer, whatever its status. Header names are lower case. */
export type RawResponse = { status: number; headers: Record<string, string>; bytes: Buffer };

// node:http instead of fetch: each deadline is observable, redirects are never followed, and Next does not patch it.
const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

function toFailure(error: unknown, { provider, signal }: HttpRequest): AppError {
  if (error instanceof AppError) return error;
  if (signal?.aborted) {
    if (signal.reason instanceof AppError) return signal.reason;
    // Our own patience has ended, which is no word of a person's.
    if (signal.reason instanceof DOMException && signal.reason.name === "TimeoutError")
      return failure("provider_transient", { provider, detail: "timeout_step", cause: error });
    return failure("cancelled", { provider, cause: error });
  }
  if (error instanceof DeadlineError) {
    return failure("provider_transient", { provider, detail: `timeout_${error.deadline}`, cause: error });
  }
  if (error instanceof TooLargeError)
    return failure("provider_bug", { provider, detail: "too_large", cause: error });
  const cut = error instanceof Error && /aborted|unexpected end of file/i.test(error.message);
  return failure("provider_transient", { provider, detail: cut ? "truncated" : "network", cause: error });
}

const flatten = (headers: IncomingMessage["headers"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );

/**
 * Sends one request and reads its whole answer within the limits. Redirects come back as they are.
 * Throws `provider_transient` (network, deadlines, cut bodies), `provider_bug.too_large` or `cancelled`.
 */
export async function exchange(request: HttpRequest): Promise<RawResponse> {
  const url = new URL(request.url);
  const limits = { ...defaultLimits, ...request.limits };
  const secure = url.protocol === "https:";
  const headers: Record<string, string> = { "accept-encoding": "gzip, deflate, br", ...request.headers };
  if (request.body !== undefined) headers["content-length"] = String(Buffer.byteLength(request.body));
  if (request.signal?.aborted) throw toFailure(request.signal.reason, request);
  const outgoing = (secure ? https : http).request(url, {
    method: request.method ?? "GET",
    headers,
    agent: secure ? agents.https : agents.http,
    signal: request.signal,
  });
  const deadlines = watch(outgoing, limits);
  let broken: unknown;
  try {
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once("response", resolve);
      outgoing.on("error", (error) => {
        broken = error;
        reject(error);
      });
      outgoing.end(request.body);
    });
    deadlines.sawHeaders();
    const bytes = await readBody(message, limits.maxBytes, deadlines.sawChunk);
    return { status: message.statusCode ?? 0, headers: flatten(message.headers), bytes };
  } catch (error) {
    throw toFailure(broken ?? error, request);
  } finally {
    deadlines.clear();
  }
}
