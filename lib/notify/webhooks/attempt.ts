import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { toAppError } from "@/lib/core/errors";
import { scrub } from "@/lib/core/scrub";
import type { DeliveryRef } from "@/lib/db/tell-webhooks";
import { type Tx, withWorker } from "@/lib/db/transaction";
import { nextAttemptAt } from "@/lib/domain/webhook";
import { postPublic } from "@/lib/http/post-public";
import type { Resolve } from "@/lib/http/public-target";
import { parseRetryAfter } from "@/lib/http/retry-after";
import { type Disabled, noteOutcome } from "./note-outcome";
import type { Outcome } from "./outcome";
import { readSecrets } from "./secrets";
import { signatureHeaders } from "./sign";

export type AttemptDeps = { clock: Clock /** 0..1 */; chance: () => number; resolve?: Resolve };
export type AttemptResult = { state: "ended"; disabled: Disabled | null } | { state: "again"; at: string };

const excerptLength = 500;
const control = /\p{Cc}+/gu;

/** May this server call programs on its own machine? Only where the environment says that it is a machine of one's own. */
export const allowsLoopback = () => env().FRESHET_WEBHOOK_LOOPBACK === "1";

async function open(tx: Tx, ref: DeliveryRef, now: Date) {
  const isThis = and(eq(webhookDeliveries.id, ref.deliveryId), eq(webhookDeliveries.round, ref.round));
  const [found] = await tx
    .select({ delivery: webhookDeliveries, url: webhookEndpoints.url, status: webhookEndpoints.status })
    .from(webhookDeliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(and(isThis, eq(webhookDeliveries.status, "pending")));
  if (!found) return null;
  if (found.status !== "active") {
    await tx
      .update(webhookDeliveries)
      .set({ status: "cancelled", finishedAt: now, nextAttemptAt: null })
      .where(isThis);
    return null;
  }
  return { ...found, secrets: await readSecrets(tx, ref, now) };
}

async function send(
  opened: NonNullable<Awaited<ReturnType<typeof open>>>,
  deps: AttemptDeps,
): Promise<Outcome> {
  const { delivery, url, secrets } = opened;
  const at = deps.clock();
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  const { id, body } = delivery;
  const headers = {
    "content-type": "application/json",
    "user-agent": "Freshet-Webhooks/1",
    ...signatureHeaders({ id, at, body }, secrets),
  };
  try {
    const { resolve } = deps;
    const answer = await postPublic({ url, headers, body, allowLoopback: allowsLoopback(), resolve });
    const { status } = answer;
    const excerpt = scrub(answer.start).replace(control, " ").slice(0, excerptLength);
    const error = status >= 200 && status < 300 ? null : `It answered ${status}.`;
    return {
      status,
      excerpt,
      error,
      at,
      durationMs: took(),
      askedFor: parseRetryAfter(answer.retryAfter, at),
    };
  } catch (thrown) {
    const error = toAppError(thrown).message;
    return { status: null, excerpt: null, error, at, durationMs: took(), askedFor: null };
  }
}

async function keepAttempt(tx: Tx, ref: DeliveryRef, outcome: Outcome): Promise<boolean> {
  const { status, excerpt, error, at, durationMs } = outcome;
  const [delivery] = await tx
    .update(webhookDeliveries)
    .set({ attempts: sql`${webhookDeliveries.attempts} + 1`, lastStatus: status, lastError: error })
    .where(eq(webhookDeliveries.id, ref.deliveryId))
    .returning();
  if (!delivery) return false;
  const { workspaceId, deliveryId } = ref;
  await tx
    .insert(webhookAttempts)
    .values({ workspaceId, deliveryId, attempt: delivery.attempts, at, durationMs, status, excerpt, error });
  return delivery.round === ref.round && delivery.status === "pending";
}

/**
 * One attempt of a delivery's round, kept with what was answered. Says when the next is due, or that the round has
 * ended. What happened between the request and its note is told again: at least once, under the same `webhook-id`.
 */
export async function attemptDelivery(
  ref: DeliveryRef,
  attempt: number,
  deps: AttemptDeps,
): Promise<AttemptResult> {
  const opened = await withWorker(ref, (tx) => open(tx, ref, deps.clock()));
  if (!opened) return { state: "ended", disabled: null };
  const outcome = await send(opened, deps);
  return withWorker(ref, async (tx) => {
    if (!(await keepAttempt(tx, ref, outcome))) return { state: "ended", disabled: null };
    const { at, askedFor } = outcome;
    const next =
      outcome.error === null ? null : nextAttemptAt({ attempt, at, chance: deps.chance(), askedFor });
    const disabled = await noteOutcome(tx, ref, outcome, next);
    return next && !disabled ? { state: "again", at: next.toISOString() } : { state: "ended", disabled };
  });
}
