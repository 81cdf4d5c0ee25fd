import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import type { DayRange } from "@/lib/domain/day";

const formats = [
  { format: "csv", label: "CSV" },
  { format: "json", label: "JSON" },
] as const;

/** The chosen days of every account as a file, in all currencies. */
export function ExportLinks({ range }: { range: DayRange }) {
  return (
    <div className="flex items-center gap-1.5">
      <span className="text-ink-faint text-xs">Export</span>
      {formats.map(({ format, label }) => (
        <a
          key={format}
          href={`/api/export?${new URLSearchParams({ format, level: "account", ...range })}`}
          download
          title={`These days of every account, as ${label}`}
          className={buttonClass({ size: "sm" })}
        >
          <Download aria-hidden="true" className="size-3.5" />
          {label}
          <span className="sr-only"> of these days</span>
        </a>
      ))}
    </div>
  );
}
