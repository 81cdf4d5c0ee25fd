import { child, hashText } from "./hash";
import { mutate } from "./mutate";
import type { Answer, Params } from "./wire";

const textOf = ({ body }: Answer) => (typeof body === "string" ? body : JSON.stringify(body));
const typed = (answer: Answer, type: string, body: unknown): Answer => ({
  ...answer,
  headers: { ...answer.headers, "content-type": type },
  body,
});

type Garble = (answer: Answer, params: Params, count: number) => Answer;

/** Right answers in wrong bytes. */
const garbles: Record<string, Garble> = {
  wrong_content_type: (answer, { type = "text/plain" }) => typed(answer, String(type), textOf(answer)),
  invalid_json: (answer) => ({ ...answer, body: `${textOf(answer).slice(0, -1)},,}]` }),
  empty_body: (answer) => ({ ...answer, body: "" }),
  byte_order_mark: (answer) => ({ ...answer, body: `\ufeff${textOf(answer)}` }),
  utf16: (answer) =>
    typed(answer, "application/json; charset=utf-16le", Buffer.from(textOf(answer), "utf16le")),
  /** The vendor's clock is off by `days`. */
  skewed_date: (answer, { days = 1 }) => {
    const date = new Date(Date.now() + Number(days) * 86_400_000).toUTCString();
    return { ...answer, headers: { ...answer.headers, date } };
  },
  /** Another wound for every answer: the same ones for the same `seed`. */
  mutated: (answer, { seed = "mutated" }, count) => mutate(answer, child(hashText(String(seed)), count)),
  latin1: (answer) =>
    typed(answer, "application/json; charset=iso-8859-1", Buffer.from(textOf(answer), "latin1")),
};

export const garbleKinds = Object.keys(garbles);

type Striking = { kind: string; params: Params; struck: number };
export const garble = (answer: Answer, { kind, params, struck }: Striking): Answer =>
  garbles[kind]?.(answer, params, struck) ?? answer;

/** Answers any gateway gives in place of any vendor's. */
export const gatewayRefusals: Record<string, (params: Params) => Answer> = {
  http: ({ status = 503, retryAfter }) => ({
    status: Number(status),
    headers: {
      "content-type": "text/html",
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    },
    body: "<html>Sorry</html>",
  }),
  html: () => ({
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: "<!doctype html><title>Log in</title>",
  }),
  redirect: ({ location = "http://127.0.0.1:9/elsewhere" }) => ({
    status: 302,
    headers: { location: String(location) },
    body: "",
  }),
  answer: ({ status = 200, headers = {}, body }) => ({
    status: Number(status),
    headers: headers as Record<string, string>,
    body,
  }),
};
