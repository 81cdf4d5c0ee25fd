import * as z from "zod";

/** RFC 9457 `application/problem+json`, the shape of every error. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** Stable and for programs, e.g. `frequency_gated`. */
  code: z.string(),
  /** One sentence for people. */
  detail: z.string(),
  fix: z.string().optional(),
  /** For 422: which fields and why. */
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
