import { Status } from "@/components/ui/status";
import type { Connection } from "@/lib/api/connection";
import { headlines } from "./headlines";

export function HeadlineStatus({ connection }: { connection: Connection }) {
  return <Status word={headlines[connection.headline]} />;
}
