import { dispatchRealtime } from "./dispatch-realtime";
import { dispatchScheduled } from "./dispatch-scheduled";
import { reconcileRunsFunction } from "./reconcile-runs";
import { runSyncFunction } from "./run-sync";

export const functions = [runSyncFunction, dispatchScheduled, dispatchRealtime, reconcileRunsFunction];
