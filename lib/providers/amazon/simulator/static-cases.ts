import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import type { Answer, Question } from "../../simulation";

const Case = z.object({
  operation: z.object({ method: z.string(), path: z.string() }),
  pairs: z
    .array(
      z.object({
        status: z.number(),
        request: z
          .object({ parameters: z.record(z.string(), z.object({ value: z.unknown() })).default({}) })
          .nullish(),
        response: z.unknown(),
      }),
    )
    .default([]),
});
type Pair = z.infer<typeof Case>["pairs"][number];
type Operation = { method: string; pattern: RegExp; names: string[]; pairs: Pair[] };

const folders = new Map<string, { changed: number; operations: Operation[] }>();

/** The published cases of a folder: one file per operation with its `pairs` of request and response. */
function readFolder(folder: string): Operation[] {
  if (!existsSync(folder)) throw new Error(`There are no published cases at ${folder}`);
  const changed = statSync(folder).mtimeMs;
  const known = folders.get(folder);
  if (known?.changed === changed) return known.operations;
  const operations = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => Case.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))))
    .map(({ operation: { method, path }, pairs }) => ({
      ...{ method, pairs, names: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "") },
      pattern: new RegExp(`^${path.slice(1).replace(/\{\w+\}/g, "([^/]+)")}$`),
    }));
  folders.set(folder, { changed, operations });
  return operations;
}

function bodyOf({ text }: Question): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    // No case has a body that is no JSON.
    return undefined;
  }
}

function isSame(wanted: unknown, given: string[]): boolean {
  if (!Array.isArray(wanted)) return given.length === 1 && given[0] === String(wanted);
  const parts = given.flatMap((text) => text.split(","));
  return isDeepStrictEqual(parts, wanted.map(String));
}

/** Whether a request says all that a case names; a case without parameters fits any. */
function fits({ request }: Pair, question: Question, values: Record<string, string>): boolean {
  return Object.entries(request?.parameters ?? {}).every(([name, { value }]) => {
    if (name === "body") return isDeepStrictEqual(bodyOf(question), value);
    const own = values[name];
    return isSame(value, own === undefined ? question.params.getAll(name) : [own]);
  });
}

const weight = ({ request }: Pair) => Object.keys(request?.parameters ?? {}).length;

/**
 * The published answer to a request, or null: of the cases whose parameters it has, the one with most of them, as
 * Amazon's sandbox matches. https://developer-docs.amazon.com/sp-api/docs/selling-partner-api-sandbox
 */
export function findCase(folder: string, question: Question): Answer | null {
  const found = readFolder(folder).flatMap(({ method, pattern, names, pairs }) => {
    const match = method === question.method ? pattern.exec(question.path) : null;
    if (!match) return [];
    const values = Object.fromEntries(
      names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")]),
    );
    return pairs.filter((pair) => fits(pair, question, values));
  });
  const [best] = found.sort((a, b) => weight(b) - weight(a));
  if (!best) return null;
  const body = best.response === undefined ? "" : JSON.stringify(best.response);
  return { status: best.status, headers: { "content-type": "application/json" }, body };
}
