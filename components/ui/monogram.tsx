function initialsOf(name: string): string {
  const [first = "?", second] = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return `${first.charAt(0)}${second?.charAt(0) ?? first.charAt(1)}`.toUpperCase();
}

/** Stands for a provider; its full name is the title and is read out. */
export function Monogram({ name }: { name: string }) {
  return (
    <span
      title={name}
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-md border border-line bg-raised font-mono font-semibold text-ink-soft text-xs"
    >
      <span aria-hidden="true">{initialsOf(name)}</span>
      <span className="sr-only">{name}</span>
    </span>
  );
}
