"use client";

import { X } from "lucide-react";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

const reasons: Record<string, string> = {
  needs_reauth: "The provider did not accept the consent. Start again.",
  permission_lost: "The consent does not cover any account we may read.",
};

function wordsOf(denied: string | null, failed: string | null): string {
  if (denied !== null) return "Consent was not given, so nothing was connected.";
  if (failed === null) return "Connected. Its first sync has begun; choose below how often it repeats.";
  return reasons[failed] ?? "The connection could not be made. Start again; if it stays, tell us.";
}

/** What came of the consent page the reader was sent to. */
export function ConnectNotice() {
  const filter = useUrlFilter();
  const [connected, denied, failed] = [filter.get("connected"), filter.get("denied"), filter.get("failed")];
  if (connected === null && denied === null && failed === null) return null;
  const dismiss = () => filter.set({ connected: null, denied: null, failed: null });
  const close = (
    <Button size="sm" variant="ghost" aria-label="Dismiss" onClick={dismiss}>
      <X aria-hidden="true" className="size-3.5" />
    </Button>
  );
  return (
    <Notice tone={connected === null ? "warn" : "good"} role="status" action={close}>
      {wordsOf(denied, failed)}
    </Notice>
  );
}
