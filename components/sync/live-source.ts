import { LiveFrame } from "@/lib/api/live";
import type { Wants } from "./live-messages";

type Handlers = { onFrame: (frame: LiveFrame) => void; onCut: () => void };

function toFrame(data: string): LiveFrame | null {
  try {
    return LiveFrame.parse(JSON.parse(data));
  } catch {
    // A heartbeat, or a frame this page is too old to read; polling still brings the run up to date.
    return null;
  }
}

/** One connection for all the runs. The server ends it after minutes, which is a cut like any other. */
export function openLive(runs: Wants, { onFrame, onCut }: Handlers): () => void {
  const search = new URLSearchParams(Object.entries(runs).map(([runId, seq]) => ["run", `${runId}.${seq}`]));
  const source = new EventSource(`/api/live?${search}`);
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const frame = toFrame(data);
    if (frame) onFrame(frame);
  };
  source.onerror = () => {
    source.close();
    onCut();
  };
  return () => source.close();
}
