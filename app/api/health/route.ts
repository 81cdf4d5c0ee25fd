import { connection } from "next/server";
import { Health } from "@/lib/api/numbers";
import { readHealth } from "@/lib/insights/health";
import { answer } from "../with-viewer";

export async function GET(): Promise<Response> {
  await connection();
  const health = await readHealth();
  return answer(Health, health, health.status === "ok" ? 200 : 503);
}
