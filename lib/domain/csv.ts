/** First characters that make a spreadsheet run a cell as a formula. */
const risky = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** A text that is shown as text, whatever it begins with; quoted as RFC 4180 asks. */
function textCell(text: string): string {
  const safe = (risky.test(text) ? `'${text}` : text).replaceAll("\0", "");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text);

/**
 * One line of a CSV, its CRLF included. Columns in `numeric` stay numbers, minus sign and all; null is an empty cell.
 */
export function csvLine(cells: (string | number | null)[], numeric: ReadonlySet<number> = new Set()): string {
  const written = cells.map((cell, index) => {
    if (cell === null) return "";
    const text = String(cell);
    return numeric.has(index) && isNumber(text) ? text : textCell(text);
  });
  return `${written.join(",")}\r\n`;
}
