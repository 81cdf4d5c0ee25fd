import type { Metadata } from "next";
import { Suspense } from "react";
import { ApiKeysView } from "@/components/api-keys/api-keys-view";
import { PageHeader } from "@/components/shell/page-header";
import { ViewerProvider } from "@/components/shell/viewer";
import { Skeleton } from "@/components/ui/skeleton";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "API keys" };

export default function ApiKeysPage() {
  return (
    <>
      <PageHeader title="API keys" note="For programs that read or sync this workspace" />
      <Suspense fallback={<Skeleton className="h-44" />}>
        <ApiKeys />
      </Suspense>
    </>
  );
}

async function ApiKeys() {
  const { role } = await getViewer();
  return (
    <ViewerProvider role={role}>
      <ApiKeysView />
    </ViewerProvider>
  );
}
