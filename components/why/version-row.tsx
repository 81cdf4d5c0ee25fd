import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { causeOf, pairWords, shareWords } from "@/components/changes/change-words";
import { plural } from "@/components/ui/format";
import { formatDay } from "@/components/ui/format-time";
import { Time } from "@/components/ui/time";
import type { Version } from "./queries";

const ageWords = (age: number | null) =>
  age === null ? "" : age === 0 ? ", on the day itself" : `, when the day was ${plural(age, "day")} old`;

type Props = { version: Version; withDay: boolean; withEntity: boolean };

/** One value that stood before or after: from what to what, why, when and in which sync. */
export function VersionRow({ version, withDay, withEntity }: Props) {
  const { label, meaning } = causeOf(version);
  const { before, after } = pairWords(version);
  return (
    <li className="flex flex-col gap-0.5 px-3 py-2 text-sm">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span>
          {version.old === null ? null : (
            <>
              <span className="text-ink-faint">{before}</span>
              <ArrowRight aria-label="became" className="mx-1 inline size-3 text-ink-faint" />
            </>
          )}
          <span className="font-medium">{after}</span>
        </span>
        <span className="text-ink-soft text-xs">{shareWords(version)}</span>
      </p>
      <p className="text-ink-soft text-xs">
        {withEntity ? `${version.entity}: ` : ""}
        {withDay ? `${formatDay(version.day)}: ` : ""}
        <span className="font-medium text-ink">{label}</span>
        {ageWords(version.age_days)}. {meaning}
      </p>
      {version.run_id === null ? null : (
        <p className="text-ink-faint text-xs">
          seen <Time at={version.observed_at} /> by{" "}
          <Link href={`/syncs/${version.run_id}`} className="text-accent underline underline-offset-2">
            this sync
          </Link>
        </p>
      )}
    </li>
  );
}
