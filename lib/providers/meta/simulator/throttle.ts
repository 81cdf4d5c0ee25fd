import { problems } from "./problems";
import type { Sandbox } from "./sandbox";

const hourMs = 3_600_000;

/** Calls of an account in the last hour of the world; refused ones do not count. */
export function callsInHour(sandbox: Sandbox, account: string | null): number[] {
  const since = sandbox.now().getTime() - hourMs;
  return sandbox.calls
    .filter(
      (call) => call.at > since && call.code !== 80004 && (account === null || call.account === account),
    )
    .map(({ at }) => at);
}

/** Minutes until enough calls have left the window for one more. */
function minutesToRegain(sandbox: Sandbox, times: number[]): number {
  const { callsPerHour } = sandbox.state;
  if (times.length < callsPerHour) return 0;
  const blocking = times[times.length - callsPerHour] ?? sandbox.now().getTime();
  return Math.max(1, Math.ceil((blocking + hourMs - sandbox.now().getTime()) / 60_000));
}

/** Throws 80004 when the account's hour is used up. */
export function throttle(sandbox: Sandbox, account: string | null): void {
  if (account === null || callsInHour(sandbox, account).length < sandbox.state.callsPerHour) return;
  throw problems.throttled(80004, 2446079);
}

const percent = (used: number, of: number) => Math.min(100, Math.floor((used / of) * 100));

/** The usage headers of an answer: percent of the app's and the account's hour, rising with every call. */
export function usageHeaders(
  sandbox: Sandbox,
  account: string | null,
  isInsights: boolean,
): Record<string, string> {
  const { callsPerHour } = sandbox.state;
  const app = percent(callsInHour(sandbox, null).length, callsPerHour * 500);
  const headers = { "x-app-usage": JSON.stringify({ call_count: app, total_time: app, total_cputime: app }) };
  if (account === null) return headers;
  const times = callsInHour(sandbox, account);
  const used = percent(times.length, callsPerHour);
  const regain = minutesToRegain(sandbox, times);
  const tier = { ads_api_access_tier: "development_access" };
  const type = isInsights ? "ads_insights" : "ads_management";
  const usage = {
    type,
    call_count: used,
    total_cputime: Math.floor(used / 2),
    total_time: Math.floor(used / 2),
  };
  return {
    ...headers,
    "x-ad-account-usage": JSON.stringify({
      acc_id_util_pct: used,
      reset_time_duration: regain * 60,
      ...tier,
    }),
    "x-business-use-case-usage": JSON.stringify({
      [account.slice(4)]: [{ ...usage, estimated_time_to_regain_access: regain, ...tier }],
    }),
    ...(isInsights && {
      "x-fb-ads-insights-throttle": JSON.stringify({ app_id_util_pct: app, acc_id_util_pct: used, ...tier }),
    }),
  };
}
