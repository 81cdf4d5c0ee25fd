import { evaluate, parse } from "cel-js";

type Parsed = Extract<ReturnType<typeof parse>, { isSuccess: true }>["cst"];
export type Scope = Record<string, unknown>;

const parsed = new Map<string, Parsed>();
const maxParsed = 1_000;
const knownMethods = new Set(["all", "exists", "exists_one", "filter", "map", "has", "size"]);

function parseOnce(expression: string): Parsed {
  const known = parsed.get(expression);
  if (known) return known;
  const result = parse(expression);
  if (!result.isSuccess) throw new Error(`not a valid expression: ${expression}`);
  if (parsed.size >= maxParsed) parsed.clear();
  parsed.set(expression, result.cst);
  return result.cst;
}

/** Why this server cannot evaluate an expression; null when it can. */
export function findExpressionFault(expression: string): string | null {
  try {
    parseOnce(expression);
  } catch {
    // The parser's own message is a token dump.
    return `cannot parse the expression "${expression}"`;
  }
  const withoutText = expression.replace(/"[^"]*"|'[^']*'/g, "''");
  const calls = [...withoutText.matchAll(/([A-Za-z_]\w*)\s*\(/g)].map(([, name]) => name ?? "");
  const unknown = calls.find((name) => !knownMethods.has(name) && name !== "in");
  return unknown ? `the expression "${expression}" calls ${unknown}(), which is not supported here` : null;
}

/** Inngest reads a missing field as null; cel-js throws, quoting the whole event. */
function fillMissing(value: unknown, missing: () => unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return new Proxy(value, {
    get(target, key) {
      const field = Reflect.get(target, key);
      if (typeof key === "symbol" || key === "toJSON") return field;
      return field === undefined ? missing() : fillMissing(field, missing);
    },
  });
}

function evaluateLeniently(expression: string, scope: Scope, missing: () => unknown): unknown {
  const cst = parseOnce(expression);
  try {
    return evaluate(cst, scope);
  } catch {
    // A missing field, or types that do not compare: try once more with the gaps filled.
  }
  try {
    return evaluate(cst, fillMissing(scope, missing) as Scope);
  } catch {
    // Still not comparable: as in Inngest, no match and no value.
    return null;
  }
}

/** The value of a key or priority expression; null when fields are missing. */
export function evaluateValue(expression: string, scope: Scope): unknown {
  return evaluateLeniently(expression, scope, () => null);
}

/** Two missing fields never match each other; a missing field equals the literal null. */
export function isMatch(expression: string | null | undefined, scope: Scope): boolean {
  if (!expression) return true;
  let gaps = 0;
  const mentionsNull = /\bnull\b/.test(expression);
  const result = evaluateLeniently(expression, scope, () =>
    mentionsNull ? null : `\u0000missing ${++gaps}`,
  );
  return result === true;
}
