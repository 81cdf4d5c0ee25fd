/** Lines of a table whose columns are as wide as they need to be; numbers stand at the right. */
export function table(heads: string[], rows: (string | number)[][]): string {
  const cells = rows.map((row) => row.map(String));
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = (text: string) => /^-?[\d,.]+( ?(%|ms|s|x|MB|B|k\/s))?$/.test(text);
  const line = (row: string[]) =>
    row
      .map((text, i) => (isNumber(text) ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join("  ");
  return [line(heads), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)].join("\n");
}

export const percentile = (values: number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
