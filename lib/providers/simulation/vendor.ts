import type * as z from "zod";
import type { Truth } from "../contract";
import type { Listing } from "./listing";
import type { BaseAccount, Sandbox } from "./sandbox";
import type { BaseState, Fault, Size } from "./state";
import type { Answer, Params, Question } from "./wire";

/** What strikes a question: at most one of each sort, and one of each kind of socket fault. */
export type Striking = {
  refusal: Fault | null;
  spoiler: Fault | null;
  garble: Fault | null;
  /** One of the vendor's own kinds. */
  own: Fault | null;
  socket: Fault[];
};

export type Asked = { body: unknown; query: URLSearchParams };
/** Something the control endpoint does; null answers with the state. */
export type Verb<S extends BaseState, A extends BaseAccount> = (
  sandbox: Sandbox<S, A>,
  asked: Asked,
) => Answer | null;

/** Gives or throws the answer in the vendor's own words. */
export type Refuse = (params: Params, question: Question) => Answer;

/**
 * What every vendor refuses, under names that no test has to translate. Null where the vendor knows no such thing.
 * `rate_limited` honours `retryAfter` (any header text; left out when unset).
 */
export type StandardRefusals = {
  rate_limited: Refuse;
  /** The access token is past its life: a refresh helps where there is one. */
  expired: Refuse;
  /** The consent is gone: only a person helps. */
  revoked: Refuse;
  /** No access to this account. */
  permission: Refuse;
  /** The account or object is gone. */
  missing: Refuse;
  /** The vendor's own words for a bad moment. */
  unavailable: Refuse;
  retired_version: Refuse | null;
  too_much_data: Refuse | null;
  /** An error with status 200. */
  error_200: Refuse | null;
};

/** Everything that makes a vendor's simulator: routes, world and truth. */
export type Vendor<S extends BaseState, A extends BaseAccount> = {
  id: string;
  State: z.ZodType<S>;
  /** What `POST limits` may set of the state. */
  Limits: z.ZodType<Partial<S>>;
  /** The limits of a vendor without quotas, `POST limits {"unmetered":true}`: for tests that are not about them. */
  unmetered?: Partial<S>;
  accountsOf: (seed: string, size: Size) => A[];
  /** The question in the vendor's sense: version cut off, form read. */
  read?: (question: Question) => Question;
  /** The account a question belongs to, or null. */
  payerOf: (sandbox: Sandbox<S, A>, question: Question) => string | null;
  /** Whether this is where codes and tokens are changed. */
  isDoor: (question: Question) => boolean;
  /** The right answer, quota and authorisation included. `forced` faults of the vendor's own arrive in `striking.own`. */
  answer: (sandbox: Sandbox<S, A>, question: Question, striking: Striking) => Answer;
  refusals: StandardRefusals & Record<string, Refuse | null>;
  /** How listings look, so that the kit can spoil them. */
  listing: Listing;
  /** Further kinds that `answer` understands, and further conditions of a kind. */
  ownFaults?: readonly string[];
  strikes?: (fault: Fault, question: Question) => boolean;
  /** A question that carries others; null when it is none. */
  answerBatch?: (question: Question, each: (question: Question) => Answer) => Answer | null;
  /** Checked before a fault refuses: the quota, say. */
  before?: (sandbox: Sandbox<S, A>, question: Question, account: string | null) => void;
  /** Last touch to every answer: usage headers, request ids. */
  sign?: (sandbox: Sandbox<S, A>, question: Question, answer: Answer) => Answer;
  /** A parameter that is not what it should be, or our own bug. */
  failed: (error: unknown) => Answer;
  /** The vendor's error code in a body, for the log of calls. */
  codeOf?: (body: unknown) => number | string | null;
  truth: (sandbox: Sandbox<S, A>, days: number, account: string | null) => Truth;
  describe?: (sandbox: Sandbox<S, A>) => Record<string, unknown>;
  verbs?: Record<string, Verb<S, A>>;
  sandboxEnv: (url: string) => Record<string, string>;
};
