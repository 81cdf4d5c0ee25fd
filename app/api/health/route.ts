import { connection } from "next/server";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";
import { Health } from "@/lib/api/numbers";
import { readHealth } from "@/lib/insights/health";
import { answer } from "../with-viewer";

export async function GET(): Promise<Response> {
  await connection();
  const health = await readHealth(functions.map((known) => known.id(inngest.id)));
  return answer(Health, health, health.status === "ok" ? 200 : 503);
}
