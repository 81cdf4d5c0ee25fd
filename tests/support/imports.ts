import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

export const root = join(import.meta.dirname, "../..");
const rooms = ["app", "components", "inngest", "lib", "drizzle/schema", "tests"];
const rootFiles = ["proxy.ts", "instrumentation.ts", "next.config.ts"];

export type SourceFile = { path: string; lines: number; text: string; imports: string[] };

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return /\.(ts|tsx|mjs|css)$/.test(entry.name) ? [path] : [];
  });
}

const importPattern =
  /(?:^|[\s;])(?:import|export)\s[^"';]*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|^import\s+["']([^"']+)["']/gm;

function resolveImport(from: string, specifier: string, known: Set<string>): string | null {
  const base = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? normalize(join(dirname(from), specifier))
      : null;
  if (base === null) return null;
  const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}.mjs`, `${base}/index.ts`];
  return candidates.find((candidate) => known.has(candidate)) ?? base;
}

/** Every source file of ours with the files of ours that it imports (type imports included). */
export function readSource(): SourceFile[] {
  const paths = [
    ...rooms.flatMap((room) => walk(join(root, room))),
    ...rootFiles.map((file) => join(root, file)).filter((file) => statSync(file, { throwIfNoEntry: false })),
  ].map((path) => relative(root, path));
  const known = new Set(paths);
  return paths.map((path) => {
    const text = readFileSync(join(root, path), "utf8");
    const imports = [...text.matchAll(importPattern)]
      .map((match) => resolveImport(path, match[1] ?? match[2] ?? match[3] ?? "", known))
      .filter((target): target is string => target !== null);
    return { path, lines: text.split("\n").length - 1, text, imports };
  });
}

/** Import circles, each as the chain of files that closes it. */
export function findCircles(files: SourceFile[]): string[] {
  const graph = new Map(files.map((file) => [file.path, file.imports]));
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  const visit = (path: string, trail: string[]) => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      circles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
      return;
    }
    state.set(path, "open");
    for (const target of graph.get(path) ?? []) if (graph.has(target)) visit(target, [...trail, path]);
    state.set(path, "done");
  };
  for (const file of files) visit(file.path, []);
  return circles;
}
