import { Inngest } from "inngest";
import { env } from "@/lib/core/env";
import type { Send } from "@/lib/sync/outbox";

const { INNGEST_BASE_URL, INNGEST_DEV, INNGEST_SIGNING_KEY, INNGEST_EVENT_KEY } = env();

/** Events carry ids only; functions load what they need from Postgres, so Inngest never sees tokens or rows. */
export const inngest = new Inngest({
  id: "freshet",
  baseUrl: INNGEST_BASE_URL,
  isDev: INNGEST_DEV !== undefined && INNGEST_DEV !== "0",
  signingKey: INNGEST_SIGNING_KEY,
  eventKey: INNGEST_EVENT_KEY,
});

export const send: Send = (events) => inngest.send(events);
