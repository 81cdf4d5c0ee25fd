import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";

/** How long each part of an exchange may take, and how large a decoded body may be. */
export type HttpLimits = {
  connectMs: number;
  headersMs: number;
  idleMs: number;
  totalMs: number;
  maxBytes: number;
};

export const defaultLimits: HttpLimits = {
  connectMs: 5_000,
  headersMs: 15_000,
  idleMs: 15_000,
  totalMs: 60_000,
  maxBytes: 20 * 1024 * 1024,
};

export type DeadlineName = "connect" | "headers" | "body" | "total";

export class DeadlineError extends Error {
  constructor(readonly deadline: DeadlineName) {
    super(`The ${deadline} deadline passed`);
    this.name = "DeadlineError";
  }
}

export type Deadlines = { sawHeaders: () => void; sawChunk: () => void; clear: () => void };

/** Destroys `request` with a DeadlineError as soon as one of the limits passes. */
export function watch(request: ClientRequest, limits: HttpLimits): Deadlines {
  const arm = (name: DeadlineName, ms: number) =>
    setTimeout(() => request.destroy(new DeadlineError(name)), ms);
  const total = arm("total", limits.totalMs);
  let phase = arm("connect", limits.connectMs);
  const enter = (name: DeadlineName, ms: number) => {
    clearTimeout(phase);
    phase = arm(name, ms);
  };
  request.once("socket", (socket: Socket) => {
    const connected = () => enter("headers", limits.headersMs);
    if (!socket.connecting) connected();
    else socket.once("encrypted" in socket ? "secureConnect" : "connect", connected);
  });
  return {
    sawHeaders: () => enter("body", limits.idleMs),
    sawChunk: () => enter("body", limits.idleMs),
    clear: () => {
      clearTimeout(phase);
      clearTimeout(total);
    },
  };
}
