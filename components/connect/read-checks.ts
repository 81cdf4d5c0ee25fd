import { SetupCheck } from "@/lib/api/connection";
import { toApiError } from "@/lib/api/fetch";

type Input = { connectionId: string; accountIds: string[] | null; signal: AbortSignal };

/** The lines of a setup test as the server comes to them. Throws `ApiError`. */
export async function* readChecks({ connectionId, accountIds, signal }: Input): AsyncGenerator<SetupCheck> {
  const response = await fetch(`/api/connections/${encodeURIComponent(connectionId)}/test`, {
    method: "POST",
    signal,
    headers: { "content-type": "application/json", accept: "application/x-ndjson" },
    body: JSON.stringify(accountIds ? { account_ids: accountIds } : {}),
  });
  if (!response.ok || !response.body) throw await toApiError(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim()) yield SetupCheck.parse(JSON.parse(line));
    if (done) return;
  }
}
