import { clsx } from "clsx";

/** Holds the place of what is loading, at its final height. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={clsx("animate-breathe rounded-md bg-raised", className)} />;
}

export function SkeletonRows({ count, className }: { count: number; className: string }) {
  return (
    <div className="flex flex-col gap-3">
      <span className="sr-only">Loading</span>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders without identity
        <Skeleton key={index} className={className} />
      ))}
    </div>
  );
}
