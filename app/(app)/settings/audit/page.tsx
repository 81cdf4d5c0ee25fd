import type { Metadata } from "next";
import { Suspense } from "react";
import { AuditView } from "@/components/audit/audit-view";
import { PageHeader } from "@/components/shell/page-header";
import { ViewerProvider } from "@/components/shell/viewer";
import { Skeleton } from "@/components/ui/skeleton";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "Audit log" };

export default function AuditPage() {
  return (
    <>
      <PageHeader title="Audit log" note="Who did what, and from where" />
      <Suspense fallback={<Skeleton className="h-44" />}>
        <Audit />
      </Suspense>
    </>
  );
}

async function Audit() {
  const { role } = await getViewer();
  return (
    <ViewerProvider role={role}>
      <AuditView />
    </ViewerProvider>
  );
}
