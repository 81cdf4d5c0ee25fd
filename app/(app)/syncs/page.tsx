import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { ViewerProvider } from "@/components/shell/viewer";
import { HistorySkeleton, SyncHistoryView } from "@/components/syncs/history";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "Syncs" };

export default function SyncsPage() {
  return (
    <>
      <PageHeader title="Syncs" note="Everything that ran, newest first" />
      <Suspense fallback={<HistorySkeleton />}>
        <Syncs />
      </Suspense>
    </>
  );
}

async function Syncs() {
  const viewer = await getViewer();
  return (
    <ViewerProvider role={viewer.role}>
      <SyncHistoryView />
    </ViewerProvider>
  );
}
