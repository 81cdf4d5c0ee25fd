import { eventType } from "inngest";
import * as z from "zod";

const Run = z.object({ workspaceId: z.string(), connectionId: z.string(), runId: z.string() });

export const syncRequested = eventType("sync/requested", { schema: Run.extend({ part: z.number().int() }) });
export const syncAttention = eventType("sync/attention", { schema: Run });
export const syncCancelled = eventType("sync/cancelled", { schema: Run });

export const webhookRequested = eventType("webhook/requested", {
  schema: z.object({
    workspaceId: z.string(),
    endpointId: z.string(),
    deliveryId: z.string(),
    round: z.number().int(),
  }),
});
