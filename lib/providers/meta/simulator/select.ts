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

/** Picks the asked fields of nodes, `id` always among them. Throws (#100) for a field the type does not have. */
export function selector(
  known: readonly string[],
  type: string,
  fields: string | null,
): (node: Node) => Node {
  const wanted = [...parseFields(fields ?? "id")].map(([name, inner]) => ({
    name,
    inner: inner === null ? null : parseFields(inner),
  }));
  const stranger = wanted.find(({ name }) => !known.includes(name));
  if (stranger) throw problems.unknownField(stranger.name, type);
  return (node) => {
    const chosen: Node = "id" in node ? { id: node.id } : {};
    for (const { name, inner } of wanted) {
      const value = node[name];
      const isNested = inner !== null && typeof value === "object" && value !== null;
      chosen[name] = isNested
        ? Object.fromEntries(Object.entries(value).filter(([key]) => inner.has(key)))
        : value;
    }
    return withoutEmpty(chosen);
  };
}

export const select = (node: Node, known: readonly string[], type: string, fields: string | null): Node =>
  selector(known, type, fields)(node);
