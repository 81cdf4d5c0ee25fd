/** What one attempt to deliver came to. `error` is a sentence for the log; null when it arrived. */
export type Outcome = {
  /** HTTP status; null when there was no answer. */
  status: number | null;
  excerpt: string | null;
  error: string | null;
  at: Date;
  durationMs: number;
  /** When the receiver asked to be tried again. */
  askedFor: Date | null;
};
