import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { Connection } from "@/lib/api/connection";
import { headlineWord } from "./headlines";
import { SlowDown } from "./slow-down";

/** The one message that matters most now: what happened, who must act, and what to do. */
export function ConnectionMessage({ connection }: { connection: Connection }) {
  const {
    last_sync_error: error,
    last_sync_fix: fix,
    paused_reason: reason,
    paused_fix: pausedFix,
    last_sync_completed_at: safe,
  } = connection;
  if (connection.status === "needs_reauth") {
    return (
      <Notice tone="bad">
        <strong className="font-medium">You: reconnect {connection.provider_name}.</strong> {error}{" "}
        {safe === null ? null : (
          <span className="text-ink-soft">
            Last complete sync <Time at={safe} />.
          </span>
        )}
      </Notice>
    );
  }
  if (connection.status === "paused" && connection.paused_by === "failures") {
    return (
      <Notice tone="bad">
        <strong className="font-medium">Paused by us.</strong> {reason}{" "}
        {pausedFix ? <span className="text-ink-soft">{pausedFix}</span> : null}
      </Notice>
    );
  }
  if (connection.status === "paused" && reason) return <Notice>{reason}</Notice>;
  if (error === null) return null;
  return (
    <Notice tone={headlineWord(connection).tone === "bad" ? "bad" : "warn"}>
      <strong className="font-medium">Last error:</strong> {error}{" "}
      {fix ? <span className="text-ink-soft">{fix}</span> : null}
      {connection.status === "active" ? <SlowDown connection={connection} /> : null}
    </Notice>
  );
}
