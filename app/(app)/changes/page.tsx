import type { Metadata } from "next";
import { Suspense } from "react";
import { ChangesSkeleton, ChangesView } from "@/components/changes/changes-view";
import { PageHeader } from "@/components/shell/page-header";
import { ViewerProvider } from "@/components/shell/viewer";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "Changes" };

export default function ChangesPage() {
  return (
    <>
      <PageHeader title="Changes" note="Numbers that moved after they were first read" />
      <Suspense fallback={<ChangesSkeleton />}>
        <Changes />
      </Suspense>
    </>
  );
}

async function Changes() {
  const viewer = await getViewer();
  return (
    <ViewerProvider role={viewer.role}>
      <ChangesView />
    </ViewerProvider>
  );
}
