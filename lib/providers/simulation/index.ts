/**
 * The kit a vendor's simulator is made of: real HTTP, a seeded world on a living clock, faults, and the truth.
 *
 * To build one, write `lib/providers/<id>/simulator/` with
 * 1. `state.ts`: `BaseState.extend({ … })`, the vendor's quotas and whatever else must survive a restart;
 * 2. the world, pure and seeded (`hash`, `life`, `wall`): `accountsOf(seed, size)` and numbers that only depend on
 *    the seed and the account's own minute;
 * 3. the routes: `answer(sandbox, question, striking)` gives `ok(body)` or throws a `Refusal` in the vendor's words;
 *    consent is `consentPage` and `backTo`, tokens are `sign` and `readSigned`, codes are used with `redeemOnce`;
 * 4. `refusals`: the standard names (`rate_limited`, `expired`, `permission`, …) in the vendor's spelling, and
 *    `listing`: how a page of rows is taken apart, so that the kit can spoil it;
 * 5. `truth`, made with `truthOf`: what a client must hold, in our words, straight from the world and never through the wire;
 * 6. `index.ts`: `export const simulator = createSimulator({ id, State, Limits, …, sandboxEnv })`.
 *
 * The kit brings the rest: `/_control/{state,kinds,calls,truth,advance,freeze,faults,limits,latency,size,reset}`,
 * fault matching (route, account, page, times, skip, probability), gateway errors (`http`, `html`, `redirect`,
 * `answer`), spoiled listings (`malformed_row`, `duplicate_page`, `empty_page`, `cursor_loop`, …), garbled bytes
 * (`invalid_json`, `empty_body`, `utf16`, …), broken sockets (`reset`, `drip`, `truncated`, `gzip_bomb`, …) and
 * latency (`fixed`, `jitter`, `slow tail`). The shared conformance suite speaks only these names.
 */
export { backTo, consentPage, consentProblem } from "./consent";
export { change } from "./control";
export { child, hashText, pick, roll } from "./hash";
export {
  beginBelow,
  epoch,
  forever,
  type Life,
  livesIn,
  type State as LifeState,
  spanOf,
  stateAt,
} from "./life";
export type { Listing } from "./listing";
export { businessAt, digits } from "./names";
export { type BaseAccount, cached, redeemOnce, type Sandbox, unixNow, wallNow } from "./sandbox";
export { createSimulator } from "./serve";
export { runningShares } from "./shares";
export { consentOf, fitsChallenge, personOf, readSigned, sign, takeBackConsent } from "./signed";
export { BaseState, Fault, Size, sizeOf, worldKey } from "./state";
export { truthOf } from "./truth";
export type { Refuse, StandardRefusals, Striking } from "./vendor";
export {
  dayNumberAt,
  dayNumberOf,
  dayOfNumber,
  isoTime,
  minutesPerDay,
  type Wall,
  wallAt,
} from "./wall";
export { type Answer, ok, type Params, type Question, Refusal, withoutEmpty } from "./wire";
