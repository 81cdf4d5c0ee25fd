import { connection } from "next/server";
import { describeApi } from "@/lib/api/openapi";
import { env } from "@/lib/core/env";
import { version } from "@/lib/core/version";

export async function GET(): Promise<Response> {
  await connection();
  const document = describeApi({ version, url: env().APP_URL });
  return Response.json(document, { headers: { "cache-control": "public, max-age=300" } });
}
