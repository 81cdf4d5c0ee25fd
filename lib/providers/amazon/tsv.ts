import { failure } from "@/lib/domain/failure";

export type Table = { header: string[]; rows: Record<string, string>[] };

const quoteEnd = /^(?:[^"]|"")*"(?=\t|\r?\n|$)/;

/** A quoted field's text and length, or null when the quote is only a letter of it, as in `"Best" mug`. */
function readQuoted(text: string, at: number): { value: string; end: number } | null {
  const limit = text.slice(at + 1, at + 20_000);
  const [found] = quoteEnd.exec(limit) ?? [];
  if (found === undefined) return null;
  return { value: found.slice(0, -1).replaceAll('""', '"'), end: at + 1 + found.length };
}

/** Fields of tab-separated text, line by line. Quoted fields may hold tabs, line ends and doubled quotes. */
export function splitFields(text: string): string[][] {
  const lines: string[][] = [];
  let fields: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : null;
    let end = quoted?.end ?? at;
    if (!quoted) while (end < text.length && text[end] !== "\t" && text[end] !== "\n") end += 1;
    const raw = quoted ? quoted.value : text.slice(at, end);
    if (text[end] === "\t") {
      fields.push(raw);
      at = end + 1;
      if (at === text.length) fields.push("");
      continue;
    }
    fields.push(quoted ? raw : raw.replace(/\r$/, ""));
    lines.push(fields);
    fields = [];
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
  if (fields.length > 0) lines.push(fields);
  return lines.filter((line) => line.length > 1 || line[0] !== "");
}

/**
 * A report as rows by column name. Throws `config_invalid.report_header` when a wanted column is missing: headers may
 * come in the seller's language, and reading the wrong column would be worse than reading none.
 */
export function readTable(text: string, wanted: readonly string[] = []): Table {
  const [header = [], ...lines] = splitFields(text.replace(/^\ufeff/, ""));
  const names = header.map((name) => name.trim());
  const missing = wanted.find((name) => !names.includes(name));
  if (missing !== undefined) {
    throw failure("config_invalid", {
      provider: "Amazon",
      detail: "report_header",
      cause: new Error(`no column ${missing} among ${names.slice(0, 40).join(", ")}`),
    });
  }
  const rows = lines.map((line) =>
    Object.fromEntries(names.map((name, index) => [name, (line[index] ?? "").trim()])),
  );
  return { header: names, rows };
}
