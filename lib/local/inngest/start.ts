import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Engine } from "./engine";
import { listen } from "./http/server";
import { log as printLog } from "./log";
import { backoffMs } from "./retry";
import { connectStore } from "./store/connect";
import { forgetOld } from "./store/history";
import { reclaimAll } from "./store/queue";
import { keepInSync } from "./sync";
import { Worker } from "./worker";

export type InngestServerOptions = {
  databaseUrl: string;
  /** 0 takes a free port. */
  port: number;
  /** Where the apps serve their functions, e.g. http://127.0.0.1:3000/api/inngest. */
  appUrls: string[];
  schema?: string;
  host?: "127.0.0.1" | "localhost";
  now?: () => number;
  backoffMs?: Engine["backoffMs"];
  log?: Engine["log"];
  /** The database connection that makes this the only server broke: stop this one and start another. */
  onLost?: () => void;
};

export type InngestServer = { url: string; stop: () => Promise<void> };

/** Queries on a dead connection may never end. */
const patienceMs = 2_000;

/**
 * Starts the Inngest-compatible server of this machine. All state is in Postgres: a server that starts on the schema of
 * one that died goes on where it stopped. Throws when another server is alive on that schema.
 */
export async function startInngestServer(options: InngestServerOptions): Promise<InngestServer> {
  const { databaseUrl, port, appUrls, schema = "inngest_local", host = "127.0.0.1" } = options;
  const store = await connectStore(databaseUrl, schema, () => options.onLost?.());
  const engine: Engine = {
    sql: store.sql,
    instanceId: randomUUID(),
    now: options.now ?? Date.now,
    wake: () => worker.wake(),
    backoffMs: options.backoffMs ?? backoffMs,
    log: options.log ?? printLog,
  };
  const worker = new Worker(engine);
  const stopping = new AbortController();
  try {
    const reclaimed = await reclaimAll(engine.sql);
    await forgetOld(engine.sql, engine.now());
    const server = await listen(engine, host, port);
    const url = `http://${host}:${(server.address() as AddressInfo).port}`;
    engine.log("Inngest-compatible server for this one machine, not for production", {
      url,
      schema,
      reclaimed,
    });
    const polls = appUrls.map((appUrl) => keepInSync(engine, appUrl, stopping.signal));
    worker.wake();
    const stop = async () => {
      stopping.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.race([Promise.all([worker.stop(), ...polls]), delay(patienceMs)]);
      await store.close();
    };
    return { url, stop };
  } catch (error) {
    await store.close();
    throw error;
  }
}
