import { setTimeout as delay } from "node:timers/promises";
import type { Engine } from "./engine";
import { nameError } from "./log";
import { send } from "./post";

const pollMs = 5_000;
const impatientMs = 500;
const impatientTries = 20;
const timeoutMs = 30_000;

async function askToRegister(url: string, signal: AbortSignal): Promise<string> {
  const headers = { "content-type": "application/json", "x-inngest-server-kind": "dev" };
  try {
    const answer = await send(
      { method: "PUT", url, headers, body: JSON.stringify({ url }) },
      { timeoutMs, signal },
    );
    return answer.status === 200 ? "in sync" : `status ${answer.status}`;
  } catch (error) {
    return nameError(error);
  }
}

/** Asks the app to register, soon after boot and then every 5 s: it may have changed or only now come up. */
export async function keepInSync(engine: Engine, url: string, signal: AbortSignal): Promise<void> {
  let last = "";
  for (let tries = 0; !signal.aborted; tries++) {
    const state = await askToRegister(url, signal);
    if (signal.aborted) return;
    if (state !== last) engine.log("app", { url, state });
    last = state;
    const isImpatient = state !== "in sync" && tries < impatientTries;
    await delay(isImpatient ? impatientMs : pollMs, undefined, { signal }).catch(() => {
      // Stopped while waiting: the loop's condition ends it.
    });
  }
}
