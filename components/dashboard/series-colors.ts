const colors = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)"];

/** A provider keeps its colour as long as the list of providers stays the same. */
export const colorOf = (index: number): string => colors[index % colors.length] ?? "var(--series-1)";
