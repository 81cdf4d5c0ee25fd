import type { Question } from "../../simulation";
import { problems } from "./problems";
import type { Sandbox } from "./sandbox";
import type { Claims } from "./tokens";

const dayMs = 86_400_000;
const fiveMinutesMs = 300_000;

/** The resource whose allowance a question takes from: the last named one of its path. */
function endpointOf({ path }: Pick<Question, "path">): string {
  const [, first = "", , second] = path.split("/");
  return first === "adAccounts" && second ? second : first;
}

/** Counts a call; throws when the app or the member has none left today. All come back at midnight UTC. */
export function countCall(sandbox: Sandbox, question: Question, { member }: Claims): void {
  const { state } = sandbox;
  const day = Math.floor(sandbox.now().getTime() / dayMs);
  if (state.used.day !== day) state.used = { day, calls: {} };
  const endpoint = endpointOf(question);
  const { calls } = state.used;
  const used = (who: string) => calls[`${who}|${endpoint}`] ?? 0;
  if (used("app") >= state.appCallsPerDay) throw problems.appQuota();
  if (used(member) >= state.memberCallsPerDay) throw problems.memberQuota();
  for (const who of ["app", member]) calls[`${who}|${endpoint}`] = used(who) + 1;
}

/** Counts metric values; throws when five minutes held more than LinkedIn gives. */
export function countValues(sandbox: Sandbox, values: number): void {
  const { state } = sandbox;
  const now = sandbox.now().getTime();
  const recent = state.asked.filter(({ at }) => at > now - fiveMinutesMs);
  const sum = recent.reduce((total, entry) => total + entry.values, values);
  if (sum > state.valuesPerFiveMinutes) throw problems.dataQuota();
  state.asked = [...recent, { at: now, values }];
}
