import { ApiError, Problem } from "@/lib/api/problem";

/** Ends a connection; the answer has no body. Throws `ApiError` with the server's problem. */
export async function deleteConnection(id: string): Promise<void> {
  const response = await fetch(`/api/connections/${id}`, { method: "DELETE" });
  if (!response.ok) throw new ApiError(Problem.parse(await response.json()));
}
