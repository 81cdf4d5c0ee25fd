/** A question to the simulator, version cut off: `path` has neither slash nor query around it. */
export type Question = {
  method: string;
  path: string;
  params: URLSearchParams;
  token: string | null;
  /** `http://127.0.0.1:1234/v26.0`, for the links in answers. */
  origin: string;
};

export type Answer = { status: number; headers?: Record<string, string>; body: unknown };

export const ok = (body: unknown): Answer => ({ status: 200, body });

/** Nodes leave out what they do not have. */
export function withoutEmpty(node: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name in node) if (node[name] !== undefined && node[name] !== null) kept[name] = node[name];
  return kept;
}

/** A parameter that may be JSON or a plain comma list. */
export function listOf(text: string | null): string[] {
  if (!text) return [];
  if (!text.trim().startsWith("[")) return text.split(",").map((part) => part.trim());
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}
