import type { Question as BaseQuestion } from "../../simulation";

export { type Answer, ok, withoutEmpty } from "../../simulation";

/** Version cut off and form read; `origin` ends with the version: `http://127.0.0.1:1234/v26.0`. */
export type Question = BaseQuestion;

/** A body's parameters: a form, or JSON, whose values may be whole structures. */
function bodyParams({ text, headers }: BaseQuestion): URLSearchParams {
  if (!/^application\/json/i.test(headers["content-type"] ?? "") || text === "")
    return new URLSearchParams(text);
  const said = Object.entries(JSON.parse(text) as Record<string, unknown>);
  return new URLSearchParams(
    said.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

/** Any version is served. A token may come in the header or as a parameter. */
export function readQuestion(question: Question): Question {
  const [, version = "", path = ""] = /^(v\d+\.\d+)?\/?(.*?)$/.exec(question.path) ?? [];
  const params = new URLSearchParams([...question.params, ...bodyParams(question)]);
  const bearer = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(question.headers.authorization ?? "")?.[1];
  const token = bearer ?? params.get("access_token");
  return { ...question, path, params, token, origin: `${question.origin}/${version || "v26.0"}` };
}

/** A parameter that may be JSON or a plain comma list. */
export function listOf(text: string | null): string[] {
  if (!text) return [];
  if (!text.trim().startsWith("[")) return text.split(",").map((part) => part.trim());
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}
