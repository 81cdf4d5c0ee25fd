import type { Metadata } from "next";
import { Suspense } from "react";
import { ViewerProvider } from "@/components/shell/viewer";
import { RunSkeleton, RunView } from "@/components/syncs/run-view";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "Sync" };

type Props = { params: Promise<{ id: string }> };

export default function SyncPage({ params }: Props) {
  return (
    <Suspense fallback={<RunSkeleton />}>
      <Sync params={params} />
    </Suspense>
  );
}

async function Sync({ params }: Props) {
  const viewer = await getViewer();
  const { id } = await params;
  return (
    <ViewerProvider role={viewer.role}>
      <RunView key={id} jobId={decodeURIComponent(id)} />
    </ViewerProvider>
  );
}
