import { FoldedTable } from "@/components/ui/folded-table";
import { measures, measureText, measureWords, type Segment } from "./segments";

type Props = { segments: Segment[]; currency: string; label: string };

/** Every number of every audience. */
export function AudienceTable({ segments, currency, label }: Props) {
  return (
    <FoldedTable title="Show all numbers as a table" label={`Audience by ${label.toLowerCase()}`}>
      <thead className="sticky top-0 bg-surface text-ink-faint text-xs">
        <tr>
          <th className="px-4 py-1 text-left font-normal">{label}</th>
          {measures.map((measure) => (
            <th key={measure} className="px-3 py-1 text-right font-normal last:pr-4">
              {measureWords[measure]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {segments.map(({ label: name, numbers }) => (
          <tr key={name} className="border-line border-t">
            <th scope="row" className="min-w-32 px-4 py-1 text-left font-normal">
              {name}
            </th>
            {measures.map((measure) => (
              <td key={measure} className="whitespace-nowrap px-3 py-1 text-right last:pr-4">
                {measureText(numbers[measure], measure, currency)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </FoldedTable>
  );
}
