import { connect, createServer } from "node:net";

/** Somebody on another address of this machine would be reached first by a browser that asks for `localhost`. */
function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 500 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}

/** Listens on a port of the loopback address for a moment; 0 means any. Null when it is taken. */
function probe(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === "object" && address ? address.port : null;
      server.close(() => resolve(found));
    });
  });
}

/** Whether nothing listens on this port of the loopback addresses. */
export async function isPortFree(port: number): Promise<boolean> {
  const taken = await Promise.all([answers(port, "127.0.0.1"), answers(port, "::1")]);
  return !taken.includes(true) && (await probe(port)) !== null;
}

/** `preferred` when it is free, else any port the system has free on the loopback address. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred && (await isPortFree(preferred))) return preferred;
  const port = await probe(0);
  if (port === null) throw new Error("This machine has no free port on 127.0.0.1.");
  return port;
}

/** `first` or the next port above it that is free: a person remembers these. */
export async function nextFreePort(first: number): Promise<number> {
  for (let port = first; port < first + 50; port++) if (await isPortFree(port)) return port;
  return freePort();
}
