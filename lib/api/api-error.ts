import type { Problem } from "./problem";

/** A problem answer as something to throw in the browser. Apart from its schema, which the first load can do without. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "ApiError";
    this.problem = problem;
  }
}
