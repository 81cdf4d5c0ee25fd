import { colorOf } from "./series-colors";

type Props = { providers: string[]; nameOf: (provider: string) => string };

export function Legend({ providers, nameOf }: Props) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
      {providers.map((provider, index) => (
        <li key={provider} className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2 rounded-full" style={{ background: colorOf(index) }} />
          {nameOf(provider)}
        </li>
      ))}
    </ul>
  );
}
