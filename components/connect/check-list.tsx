"use client";

import { CircleCheck, CircleX, LoaderCircle, TriangleAlert } from "lucide-react";
import { Failed } from "@/components/ui/failed";
import { Status, type StatusWord } from "@/components/ui/status";
import type { SetupCheck } from "@/lib/api/connection";
import type { SetupTestState } from "./use-setup-test";

const words = {
  checking: { label: "Checking", meaning: "Being asked now.", tone: "busy", icon: LoaderCircle, spins: true },
  ok: { label: "OK", meaning: "This works.", tone: "good", icon: CircleCheck },
  warning: { label: "Warning", meaning: "Works, with a limit.", tone: "warn", icon: TriangleAlert },
  failed: { label: "Failed", meaning: "This does not work.", tone: "bad", icon: CircleX },
} as const satisfies Record<SetupCheck["status"], StatusWord>;

/** What comes of a test, said once at its end. */
function summary({ checks, isRunning }: SetupTestState): string {
  if (isRunning) return "";
  const count = (status: SetupCheck["status"]) => checks.filter((check) => check.status === status).length;
  return `Test finished: ${count("ok")} OK, ${count("warning")} warnings, ${count("failed")} failed.`;
}

/** The lines of a setup test, each settling where it stands, with its fix. */
export function CheckList({ test }: { test: SetupTestState }) {
  return (
    <div className="flex min-h-40 flex-col gap-2">
      <ul className="flex flex-col divide-y">
        {test.checks.map((check) => (
          <li key={check.id} className="min-h-14 py-2">
            <div className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 break-words font-medium">{check.title}</span>
              <Status word={words[check.status]} />
            </div>
            <p className="text-ink-soft text-sm">
              {check.message}{" "}
              {check.fix ? <strong className="font-medium text-ink">{check.fix}</strong> : null}
            </p>
          </li>
        ))}
      </ul>
      {test.error ? <Failed error={test.error} retry={test.again} /> : null}
      <p role="status" className="sr-only">
        {summary(test)}
      </p>
    </div>
  );
}
