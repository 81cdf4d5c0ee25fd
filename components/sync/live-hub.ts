import type { LiveFrame } from "@/lib/api/live";
import { covers, TabMessage, unionOf, type Wants } from "./live-messages";
import { openLive } from "./live-source";
import { giveLead, seekLead } from "./tab-lead";

type Hooks = {
  /** What this tab wants now. */
  wants: () => Wants;
  onFrame: (frame: LiveFrame) => void;
};

export const isTerminal = ({ step }: Pick<LiveFrame, "step">) => step === "done" || step === "error";

/**
 * One stream for all tabs of this browser: the tab that leads holds it and hands every frame on; the others say what
 * they want. A hidden tab never leads; the lead passes to one that is looked at.
 */
export function createLiveHub({ wants, onFrame }: Hooks) {
  const tab = crypto.randomUUID();
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("freshet.live");
  const others = new Map<string, Wants>();
  let isLeader = false;
  let failures = 0;
  let open: { at: Wants; close: () => void } | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const say = (message: TabMessage) => channel?.postMessage(message);
  const shut = () => {
    clearTimeout(retry);
    open?.close();
    open = null;
  };

  function deliver(frame: LiveFrame) {
    failures = 0;
    if (open) open.at[frame.job_id] = Math.max(open.at[frame.job_id] ?? 0, frame.seq);
    say({ kind: "frame", frame });
    onFrame(frame);
    if (!isTerminal(frame)) return;
    for (const runs of others.values()) delete runs[frame.job_id];
    refresh();
  }

  function onCut() {
    open = null;
    const waitMs = Math.min(30_000, 1_000 * 2 ** failures) * (0.75 + Math.random() / 2);
    failures += 1;
    clearTimeout(retry);
    retry = setTimeout(refresh, waitMs);
  }

  function refresh() {
    if (!isLeader) return;
    const wanted = unionOf([wants(), ...others.values()]);
    if (Object.keys(wanted).length === 0) return shut();
    if (open && covers(open.at, wanted)) return;
    const at = { ...wanted };
    for (const [runId, seq] of Object.entries(open?.at ?? {}))
      if (runId in at) at[runId] = Math.min(at[runId] ?? seq, seq);
    shut();
    open = { at, close: openLive(at, { onFrame: deliver, onCut }) };
  }

  function listen(data: unknown) {
    const parsed = TabMessage.safeParse(data);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.kind === "frame") return onFrame(message.frame);
    if (message.kind === "lead") return say({ kind: "want", tab, runs: wants() });
    if (message.kind === "want") others.set(message.tab, message.runs);
    else others.delete(message.tab);
    refresh();
  }

  const lead = () => {
    isLeader = true;
    say({ kind: "lead" });
    refresh();
  };
  const stepBack = () => {
    isLeader = false;
    others.clear();
    shut();
    giveLead();
  };
  if (channel) channel.onmessage = ({ data }) => listen(data);

  return {
    /** Call whenever `wants` or the tab's visibility changed. */
    update() {
      const runs = wants();
      const isSeen = document.visibilityState === "visible";
      if (isLeader && !isSeen) stepBack();
      if (isLeader) return refresh();
      say({ kind: "want", tab, runs: isSeen ? runs : {} });
      if (isSeen && Object.keys(runs).length > 0) seekLead(lead);
    },
    leave() {
      say({ kind: "bye", tab });
      stepBack();
    },
  };
}
