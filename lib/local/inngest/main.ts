import { keepServing } from "./keep-serving";

const { DATABASE_URL, INNGEST_LOCAL_PORT, INNGEST_APP_URLS, INNGEST_LOCAL_SCHEMA, INNGEST_LOCAL_RETRY_MS } =
  process.env;

if (!DATABASE_URL) throw new Error("DATABASE_URL is not set");

const retryMs = INNGEST_LOCAL_RETRY_MS ? Number(INNGEST_LOCAL_RETRY_MS) : null;
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopping.abort());

await keepServing(
  {
    databaseUrl: DATABASE_URL,
    port: Number(INNGEST_LOCAL_PORT ?? 8288),
    appUrls: (INNGEST_APP_URLS ?? "")
      .split(",")
      .map((url) => url.trim())
      .filter((url) => url !== ""),
    ...(INNGEST_LOCAL_SCHEMA ? { schema: INNGEST_LOCAL_SCHEMA } : {}),
    ...(retryMs === null ? {} : { backoffMs: () => retryMs }),
  },
  stopping.signal,
);
process.exit(0);
