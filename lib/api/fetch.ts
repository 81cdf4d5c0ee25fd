import type * as z from "zod";
import { ApiError } from "./api-error";
import { Problem } from "./problem";

const offline: Problem = {
  type: "about:blank",
  title: "Not reachable",
  status: 0,
  code: "offline",
  detail: "Freshet could not be reached. Check your connection; the page goes on by itself.",
};

async function toProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = Problem.safeParse(body);
  if (parsed.success) return parsed.data;
  return {
    ...offline,
    title: response.statusText,
    status: response.status,
    code: "unexpected",
    detail: `Something went wrong on the way to Freshet or in it (${response.status}). Your syncs go on.`,
  };
}

/** A refusal of our API as an error that carries the server's problem. */
export const toApiError = async (response: Response): Promise<ApiError> =>
  new ApiError(await toProblem(response));

type Options = { method?: "GET" | "POST" | "PATCH" | "DELETE"; body?: unknown; signal?: AbortSignal };

/** Calls our own API and checks the answer against its schema. Throws `ApiError` with the server's problem. */
export async function fetchApi<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  { method = "GET", body, signal }: Options = {},
): Promise<z.infer<Schema>> {
  const response = await fetch(path, {
    method,
    signal,
    headers: body === undefined ? undefined : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiError(offline);
  });
  if (!response.ok) throw await toApiError(response);
  return schema.parse(response.status === 204 ? null : await response.json());
}
