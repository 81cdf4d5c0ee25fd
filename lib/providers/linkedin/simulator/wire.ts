import type { Question } from "../../simulation";

const isForm = ({ headers }: Question) =>
  (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");

/** Unpacks a tunnelled query (a POST that means GET) and the forms of the login. */
export function readQuestion(question: Question): Question {
  const { method, headers, text, params, path } = question;
  if (method !== "POST" || !isForm(question)) return question;
  if (headers["x-http-method-override"]?.toUpperCase() === "GET")
    return { ...question, method: "GET", search: text, params: new URLSearchParams(text) };
  if (!path.startsWith("oauth/")) return question;
  return { ...question, params: new URLSearchParams([...params, ...new URLSearchParams(text)]) };
}
