import { clsx } from "clsx";

type Props = { value: number; label: string; valueText?: string; isWaiting?: boolean };

/** 0..100. Screen readers get `valueText`; phase changes are announced elsewhere. */
export function Progress({ value, label, valueText, isWaiting = false }: Props) {
  const percent = Math.min(100, Math.max(0, value));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      aria-valuetext={valueText}
      className="h-1.5 w-full overflow-hidden rounded-sm bg-pressed"
    >
      <div
        style={{ transform: `scaleX(${percent / 100})` }}
        className={clsx(
          "h-full origin-left transition-transform duration-150 ease-linear",
          isWaiting ? "bg-warn-fill" : "bg-busy-fill",
        )}
      />
    </div>
  );
}
