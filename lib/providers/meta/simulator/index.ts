import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { SimulatorModule } from "../../contract";
import { answerQuestion } from "./answer";
import { control } from "./control";
import { openSandbox, type Sandbox, sandboxApp } from "./sandbox";
import { send } from "./send";
import type { Question } from "./wire";

const mostBytes = 5_000_000;

async function readText(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > mostBytes) throw new Error("body too large");
  }
  return text;
}

function toQuestion(request: IncomingMessage, url: URL, body: string): Question {
  const [, version = "", path = ""] = /^\/(v\d+\.\d+)?\/?(.*?)\/?$/.exec(url.pathname) ?? [];
  const params = new URLSearchParams([...url.searchParams, ...new URLSearchParams(body)]);
  const bearer = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const token = bearer ?? params.get("access_token");
  return {
    method: request.method ?? "GET",
    path,
    params,
    token,
    origin: `http://${request.headers.host}/${version || "v26.0"}`,
  };
}

async function respond(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://simulator");
  const body = await readText(request);
  const verb = /^\/_control\/(\w+)$/.exec(url.pathname)?.[1];
  if (verb) {
    const input: unknown = body === "" ? {} : JSON.parse(body);
    return send(response, control(sandbox, request.method ?? "GET", verb, input, url.searchParams), []);
  }
  if (sandbox.state.latencyMs > 0) await sleep(sandbox.state.latencyMs);
  const { answer, striking } = answerQuestion(sandbox, toQuestion(request, url, body));
  await send(response, answer, striking.socket);
}

/** Graph API spoken backwards: a world of ad accounts that only depends on its seed and its clock. */
export const simulator: SimulatorModule = {
  create: (options) => {
    const sandbox = openSandbox(options);
    return {
      handle: (request, response) => {
        respond(sandbox, request, response).catch((error: unknown) => {
          if (response.headersSent) response.destroy();
          else
            send(response, { status: 400, body: { error: String(error) } }, []).catch(() =>
              response.destroy(),
            );
        });
      },
    };
  },
  sandboxEnv: (url) => ({
    META_APP_ID: sandboxApp.id,
    META_APP_SECRET: sandboxApp.secret,
    META_API_BASE_URL: url,
    META_DIALOG_BASE_URL: url,
  }),
};
