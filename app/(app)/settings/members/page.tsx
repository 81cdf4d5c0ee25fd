import type { Metadata } from "next";
import { Suspense } from "react";
import { MembersView } from "@/components/members/members-view";
import { WorkspaceCard } from "@/components/members/workspace-card";
import { PageHeader } from "@/components/shell/page-header";
import { ViewerProvider } from "@/components/shell/viewer";
import { Skeleton } from "@/components/ui/skeleton";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "Members" };

export default function MembersPage() {
  return (
    <>
      <PageHeader title="Members" note="Who works here, and what they may do" />
      <Suspense fallback={<Skeleton className="h-44" />}>
        <Members />
      </Suspense>
    </>
  );
}

async function Members() {
  const { role, workspaceName } = await getViewer();
  return (
    <ViewerProvider role={role}>
      <div className="flex flex-col gap-4">
        <MembersView />
        <WorkspaceCard name={workspaceName} />
      </div>
    </ViewerProvider>
  );
}
