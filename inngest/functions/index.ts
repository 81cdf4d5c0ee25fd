import { alertOnAttention, checkFreshness } from "./check-freshness";
import { deliverWebhook } from "./deliver-webhook";
import { dispatchRealtime } from "./dispatch-realtime";
import { dispatchScheduled } from "./dispatch-scheduled";
import { prune } from "./prune";
import { reconcileRunsFunction } from "./reconcile-runs";
import { refreshTokensFunction } from "./refresh-tokens";
import { runSyncFunction } from "./run-sync";

export const functions = [
  runSyncFunction,
  dispatchScheduled,
  dispatchRealtime,
  reconcileRunsFunction,
  refreshTokensFunction,
  checkFreshness,
  alertOnAttention,
  deliverWebhook,
  prune,
];
