import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

export type HttpAnswer = { status: number; headers: Record<string, string>; body: string };
export type HttpQuestion = {
  method: "POST" | "PUT";
  url: string;
  headers: Record<string, string>;
  body: string;
};

const maxBodyBytes = 64 * 1024 * 1024;

/**
 * Node's `fetch` gives up on headers after five minutes; a step may take two hours. A connection per request: one that
 * the app closed while idle would look like a failed step.
 */
export function send(
  question: HttpQuestion,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
) {
  return new Promise<HttpAnswer>((resolve, reject) => {
    const url = new URL(question.url);
    const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, {
      method: question.method,
      headers: { ...question.headers, "content-length": Buffer.byteLength(question.body) },
      agent: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxBodyBytes) request.destroy(new Error("the answer is larger than 64 MiB"));
        else chunks.push(chunk);
      });
      response.on("error", reject);
      response.on("aborted", () => reject(new Error("the connection broke during the answer")));
      response.on("end", () => {
        const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        const body = Buffer.concat(chunks).toString("utf8");
        resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(headers), body });
      });
    });
    request.end(question.body);
  });
}
