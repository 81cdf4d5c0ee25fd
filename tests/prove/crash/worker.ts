import { createServer, type IncomingMessage } from "node:http";
import { serve } from "inngest/node";
import * as z from "zod";
import { inngest, send } from "@/inngest/client";
import { functions } from "@/inngest/functions";
import { systemClock } from "@/lib/core/clock";
import { guardDriver } from "@/lib/db/guard-driver";
import { cancelSync } from "@/lib/sync/cancel";
import { deliver } from "@/lib/sync/outbox";
import { reconcileRuns } from "@/lib/sync/reconcile";
import { requestSync } from "@/lib/sync/request";

// What a deployment does in its process, without the screens: serves the durable functions and takes requests.
// Everything is loaded first; the port is taken when the harness says so, right after the one before was killed.
const actor = { name: "crash harness" };
const Run = z.object({
  workspaceId: z.string(),
  connectionId: z.string(),
  isSent: z.boolean().default(true),
});
const Ahead = z.object({ aheadSeconds: z.number() });
const Cancel = z.object({ workspaceId: z.string(), runId: z.string() });

const verbs: Record<string, (body: unknown) => Promise<unknown>> = {
  "/request": async (body) => {
    const { workspaceId, connectionId, isSent } = Run.parse(body);
    const requested = await requestSync({ workspaceId, actor }, { connectionId, mode: "full" });
    if (isSent) await deliver(workspaceId, send);
    return requested;
  },
  "/reconcile": (body) => {
    const aheadMs = Ahead.parse(body).aheadSeconds * 1_000;
    return reconcileRuns(send, () => new Date(Date.now() + aheadMs));
  },
  "/cancel": (body) => {
    const { workspaceId, runId } = Cancel.parse(body);
    return cancelSync({ workspaceId, actor }, runId, systemClock);
  },
};

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}

const handle = serve({ client: inngest, functions });
const server = createServer(async (request, response) => {
  const verb = verbs[request.url ?? ""];
  if (!verb) return handle(request, response);
  const answer = await readJson(request)
    .then(verb)
    .then(
      (value) => ({ status: 200, value }),
      (error: Error) => ({ status: 500, value: error.message }),
    );
  response.writeHead(answer.status).end(JSON.stringify(answer.value ?? null));
});

guardDriver();
process.on("message", (port: number) =>
  server.listen(port, "127.0.0.1", () => void process.send?.("listening")),
);
process.on("disconnect", () => process.exit());
process.send?.("loaded");
