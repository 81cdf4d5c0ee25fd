import { problems } from "./problems";
import { withoutEmpty } from "./wire";

type Node = Record<string, unknown>;

/** `id,creative{id,name},x` -> name and inner fields; `.limit(5)`-style modifiers are dropped. */
export function parseFields(text: string): Map<string, string | null> {
  const found = new Map<string, string | null>();
  let depth = 0;
  let start = 0;
  const take = (end: number) => {
    const [, name, inner] = /^\s*([\w]+)[^{]*(?:\{(.*)\})?\s*$/s.exec(text.slice(start, end)) ?? [];
    if (name) found.set(name, inner ?? null);
    start = end + 1;
  };
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    if (letter === "{") depth += 1;
    if (letter === "}") depth -= 1;
    if (letter === "," && depth === 0) take(index);
  }
  take(text.length);
  return found;
}

/** The asked fields of a node, `id` always among them. Throws (#100) for a field its type does not have. */
export function select(node: Node, known: readonly string[], type: string, fields: string | null): Node {
  const wanted = parseFields(fields ?? "id");
  const chosen: Node = {};
  for (const [name, inner] of wanted) {
    if (!known.includes(name)) throw problems.unknownField(name, type);
    const value = node[name];
    const nested = inner !== null && typeof value === "object" && value !== null ? parseFields(inner) : null;
    chosen[name] = nested
      ? Object.fromEntries(Object.entries(value as Node).filter(([key]) => nested.has(key)))
      : value;
  }
  return withoutEmpty("id" in node ? { id: node.id, ...chosen } : chosen);
}
