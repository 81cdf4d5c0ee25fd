/** A query string of what is given. */
export const searchOf = (filters: Record<string, string | null | undefined>): string =>
  String(
    new URLSearchParams(Object.entries(filters).filter((pair): pair is [string, string] => pair[1] != null)),
  );
