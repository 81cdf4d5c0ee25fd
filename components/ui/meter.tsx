import { clsx } from "clsx";

/** How much of an allowance is used; 0..1. */
export function Meter({ share, label }: { share: number; label: string }) {
  const bounded = Math.min(1, Math.max(0, share));
  return (
    <span
      role="img"
      aria-label={label}
      className="inline-block h-1.5 w-16 overflow-hidden rounded-sm bg-pressed align-middle"
    >
      <span
        style={{ width: `${bounded * 100}%` }}
        className={clsx("block h-full", bounded >= 0.9 ? "bg-warn-fill" : "bg-accent-fill")}
      />
    </span>
  );
}
