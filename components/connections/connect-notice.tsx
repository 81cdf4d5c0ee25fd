"use client";

import { X } from "lucide-react";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

const reasons: Record<string, string> = {
  access_denied: "Consent was not given, so nothing was connected.",
  consent_denied: "Consent was not given, so nothing was connected.",
  state_expired: "The consent page was open too long. Start again.",
};

/** What came of the consent page the reader was sent to. */
export function ConnectNotice() {
  const filter = useUrlFilter();
  const isConnected = filter.get("connected") !== null;
  const problem = filter.get("connect_error");
  if (!isConnected && problem === null) return null;
  const close = (
    <Button
      size="sm"
      variant="ghost"
      aria-label="Dismiss"
      onClick={() => filter.set({ connected: null, connect_error: null })}
    >
      <X aria-hidden="true" className="size-3.5" />
    </Button>
  );
  return (
    <Notice tone={isConnected ? "good" : "warn"} role="status" action={close}>
      {isConnected
        ? "Connected. The first sync has been asked for; choose below how often it repeats."
        : (reasons[problem ?? ""] ?? "The connection could not be made. Start again; if it stays, tell us.")}
    </Notice>
  );
}
