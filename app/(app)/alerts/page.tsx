import type { Metadata } from "next";
import { Suspense } from "react";
import { AlertsSkeleton, AlertsView } from "@/components/alerts/alerts-view";
import { PageHeader } from "@/components/shell/page-header";
import { ViewerProvider } from "@/components/shell/viewer";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "Alerts" };

export default function AlertsPage() {
  return (
    <>
      <PageHeader title="Alerts" note="What went wrong and is not over" />
      <Suspense fallback={<AlertsSkeleton />}>
        <Alerts />
      </Suspense>
    </>
  );
}

async function Alerts() {
  const viewer = await getViewer();
  return (
    <ViewerProvider role={viewer.role}>
      <AlertsView />
    </ViewerProvider>
  );
}
