import type { Question as BaseQuestion } from "../../simulation";

export { type Answer, ok, withoutEmpty } from "../../simulation";

/** Version cut off and form read; `origin` ends with the version: `http://127.0.0.1:1234/v26.0`. */
export type Question = BaseQuestion;

/** Any version is served. A token may come in the header or as a parameter. */
export function readQuestion(question: Question): Question {
  const [, version = "", path = ""] = /^(v\d+\.\d+)?\/?(.*?)$/.exec(question.path) ?? [];
  const params = new URLSearchParams([...question.params, ...new URLSearchParams(question.text)]);
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
