import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { SimulatorModule } from "../contract";
import { answerQuestion } from "./answer";
import { createControl } from "./control";
import { waitMs } from "./latency";
import { openSandbox } from "./open";
import type { BaseAccount, Sandbox } from "./sandbox";
import { send } from "./send";
import type { BaseState } from "./state";
import type { Vendor } from "./vendor";
import { readText, toQuestion } from "./wire";

function responder<S extends BaseState, A extends BaseAccount>(vendor: Vendor<S, A>, sandbox: Sandbox<S, A>) {
  const control = createControl(vendor);
  let asked = 0;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://simulator");
    const text = await readText(request);
    const verb = /^\/_control\/(\w+)$/.exec(url.pathname)?.[1];
    if (verb) {
      const body: unknown = text === "" ? {} : JSON.parse(text);
      return send(response, control(sandbox, `${request.method} ${verb}`, { body, query: url.searchParams }));
    }
    asked += 1;
    const wait = waitMs(sandbox.state.latency, sandbox.seed, asked);
    if (wait > 0) await sleep(wait);
    const question = toQuestion(request, url, text);
    const { answer, striking } = answerQuestion(vendor, sandbox, vendor.read?.(question) ?? question);
    await send(response, answer, striking.socket);
  };
}

/** A provider folder's `simulator`, made of what is the vendor's own. */
export function createSimulator<S extends BaseState, A extends BaseAccount>(
  vendor: Vendor<S, A>,
): SimulatorModule {
  return {
    create: (options) => {
      const respond = responder(vendor, openSandbox(vendor, options));
      return {
        handle: (request, response) => {
          respond(request, response).catch((error: unknown) => {
            if (response.headersSent) response.destroy();
            else
              send(response, { status: 400, body: { error: String(error) } }).catch(() => response.destroy());
          });
        },
      };
    },
    sandboxEnv: vendor.sandboxEnv,
  };
}
