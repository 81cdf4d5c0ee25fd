import { clsx } from "clsx";
import { Check } from "lucide-react";

const setupSteps = { accounts: "Accounts", test: "Test", frequency: "Frequency" } as const;
export type SetupStep = keyof typeof setupSteps;
const order = ["consent", ...Object.keys(setupSteps)];
const labels: Record<string, string> = { consent: "Consent", ...setupSteps };

/** Where a setup stands: what is done, what is now, what follows. */
export function Steps({ now }: { now: SetupStep }) {
  const at = order.indexOf(now);
  return (
    <ol aria-label="Setup" className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      {order.map((step, index) => (
        <li
          key={step}
          aria-current={index === at ? "step" : undefined}
          className={clsx(
            "inline-flex items-center gap-1.5",
            index === at ? "font-semibold" : "text-ink-soft",
          )}
        >
          <span
            className={clsx(
              "inline-flex size-5 items-center justify-center rounded-full border font-mono text-xs",
              index === at ? "border-accent bg-accent-tint text-accent" : "border-line",
            )}
          >
            {index < at ? <Check aria-hidden="true" className="size-3" /> : index + 1}
          </span>
          {labels[step]}
          {index < at ? <span className="sr-only"> done</span> : null}
        </li>
      ))}
    </ol>
  );
}
