import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

export type Received = { headers: IncomingHttpHeaders; body: string };
type Answer = { status: number; headers?: Record<string, string>; body?: string };

/** A customer's receiver on this machine: keeps what it was sent and answers as it is told. */
export async function startReceiver() {
  const received: Received[] = [];
  let answer: Answer = { status: 204 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answerWith: (next: Answer) => {
      answer = next;
    },
    stop: () => new Promise((done) => server.close(done)),
  };
}

/** What the reference library makes of a message; throws when its signature does not hold. */
export function verify(
  secret: string,
  { headers, body }: Received,
): { type: string; data: Record<string, unknown> } {
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return new Webhook(secret).verify(body, sent) as { type: string; data: Record<string, unknown> };
}
