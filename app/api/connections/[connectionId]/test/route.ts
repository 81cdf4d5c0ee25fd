import { type SetupCheck, SetupTest, SetupTestRequest } from "@/lib/api/connection";
import { testConnection } from "@/lib/connections/test/test-connection";
import { systemClock } from "@/lib/core/clock";
import { encode, toStream } from "../../../to-stream";
import { answer, readBody, withViewer } from "../../../with-viewer";

const ndjson = "application/x-ndjson";

async function* toLines(first: SetupCheck | undefined, rest: AsyncGenerator<SetupCheck>) {
  if (first) yield `${JSON.stringify(first)}\n`;
  for await (const check of rest) yield `${JSON.stringify(check)}\n`;
}

export const POST = withViewer<{ connectionId: string }>(async ({ viewer, params, request }) => {
  const { account_ids: accountIds } = await readBody(request, SetupTestRequest);
  const { connectionId } = params;
  const checks = testConnection(viewer, { connectionId, accountIds, clock: systemClock });
  // The first one says whether the connection exists, while a refusal can still be an answer.
  const { value: first } = await checks.next();
  if (request.headers.get("accept")?.includes(ndjson))
    return new Response(toStream(encode(toLines(first ?? undefined, checks))), {
      headers: { "content-type": ndjson, "x-accel-buffering": "no" },
    });
  const settled: SetupCheck[] = [];
  for await (const check of checks) if (check.status !== "checking") settled.push(check);
  return answer(SetupTest, { checks: settled });
});
