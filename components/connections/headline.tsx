import { Status } from "@/components/ui/status";
import type { Connection } from "@/lib/api/connection";
import { headlineWord } from "./headlines";

export function HeadlineStatus({ connection }: { connection: Connection }) {
  return <Status word={headlineWord(connection)} />;
}
