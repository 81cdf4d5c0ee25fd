import { Skeleton } from "@/components/ui/skeleton";

/** Holds the places of the dashboard while it loads. */
export function DashboardSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-8 w-80 max-w-full" />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-130" />
        <Skeleton className="h-130" />
      </div>
    </div>
  );
}
