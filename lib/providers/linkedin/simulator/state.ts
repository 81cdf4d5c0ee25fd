import * as z from "zod";
import { BaseState } from "../../simulation";

const count = z.number().int().min(1);

export const State = BaseState.extend({
  /** Calls per endpoint and UTC day, of the app and of a member. LinkedIn publishes neither. */
  appCallsPerDay: count.default(500_000),
  memberCallsPerDay: count.default(100_000),
  /** Metric values asked within five minutes. */
  valuesPerFiveMinutes: count.default(45_000_000),
  /** Ad accounts in which the member has no role any more. */
  lostAccounts: z.array(z.string()).default([]),
  /** Only approved apps are given refresh tokens. */
  issuesRefreshTokens: z.boolean().default(true),
  /** Calls of a day by `app|<endpoint>` and `<member>|<endpoint>`. */
  used: z.object({ day: z.number(), calls: z.record(z.string(), z.number()) }).default({ day: 0, calls: {} }),
  /** Metric values asked, and when. */
  asked: z.array(z.object({ at: z.number(), values: z.number() })).default([]),
});
export type State = z.infer<typeof State>;

export const Limits = State.pick({
  appCallsPerDay: true,
  memberCallsPerDay: true,
  valuesPerFiveMinutes: true,
  issuesRefreshTokens: true,
}).partial();
