import type { Metadata } from "next";
import { Suspense } from "react";
import { DashboardSkeleton } from "@/components/dashboard/dashboard-skeleton";
import { LazyDashboard } from "@/components/dashboard/lazy-dashboard";
import { PageHeader } from "@/components/shell/page-header";
import { ViewerProvider } from "@/components/shell/viewer-context";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "Dashboard" };

export default function DashboardPage() {
  return (
    <>
      <PageHeader title="Dashboard" />
      <Suspense fallback={<DashboardSkeleton />}>
        <Overview />
      </Suspense>
    </>
  );
}

async function Overview() {
  const viewer = await getViewer();
  return (
    <ViewerProvider role={viewer.role}>
      <LazyDashboard />
    </ViewerProvider>
  );
}
