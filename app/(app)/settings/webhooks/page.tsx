import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { ViewerProvider } from "@/components/shell/viewer";
import { Skeleton } from "@/components/ui/skeleton";
import { WebhooksView } from "@/components/webhooks/webhooks-view";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "Webhooks" };

export default function WebhooksPage() {
  return (
    <>
      <PageHeader title="Webhooks" note="Addresses of yours that are told what happens here" />
      <Suspense fallback={<Skeleton className="h-44" />}>
        <Webhooks />
      </Suspense>
    </>
  );
}

async function Webhooks() {
  const { role } = await getViewer();
  return (
    <ViewerProvider role={role}>
      <WebhooksView />
    </ViewerProvider>
  );
}
