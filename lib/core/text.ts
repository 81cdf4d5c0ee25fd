const nul = "\u0000";

/** Postgres refuses NUL in text and half of a surrogate pair in JSON. */
export const isStorable = (text: string) => text.isWellFormed() && !text.includes(nul);

/** The text with what Postgres refuses replaced by U+FFFD. */
export const toStorable = (text: string) => text.toWellFormed().replaceAll(nul, "\uFFFD");
