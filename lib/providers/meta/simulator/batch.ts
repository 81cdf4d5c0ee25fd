import { problems } from "./problems";
import { type Answer, ok, type Question } from "./wire";

type Item = { method?: string; relative_url?: string; body?: string };

/** `POST /` with up to 50 questions; each counts, is answered and fails alone. */
export function answerBatch(question: Question, answer: (question: Question) => Answer): Answer | null {
  if (question.method !== "POST" || question.path !== "" || !question.params.has("batch")) return null;
  const items: Item[] = JSON.parse(question.params.get("batch") ?? "[]");
  if (items.length > 50) throw problems.batchTooLarge();
  const proof = question.params.get("appsecret_proof");
  const answers = items.map(({ method = "GET", relative_url = "", body = "" }) => {
    const url = new URL(relative_url.replace(/^\/?(v\d+\.\d+\/)?/, "/"), "http://batch");
    const params = new URLSearchParams([...url.searchParams, ...new URLSearchParams(body)]);
    if (proof !== null && !params.has("appsecret_proof")) params.set("appsecret_proof", proof);
    const inner = answer({ ...question, method, path: url.pathname.slice(1), params });
    const headers = Object.entries(inner.headers ?? {}).map(([name, value]) => ({ name, value }));
    return { code: inner.status, headers, body: JSON.stringify(inner.body) };
  });
  return ok(answers);
}
