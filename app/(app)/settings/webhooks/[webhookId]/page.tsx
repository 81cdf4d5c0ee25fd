import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { ViewerProvider } from "@/components/shell/viewer";
import { Skeleton } from "@/components/ui/skeleton";
import { DeliveriesView } from "@/components/webhooks/deliveries-view";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "Webhook" };

type Props = { params: Promise<{ webhookId: string }> };

export default function WebhookPage({ params }: Props) {
  return (
    <>
      <PageHeader title="Webhook" note="What it was told, and what it answered" />
      <Suspense fallback={<Skeleton className="h-44" />}>
        <OneWebhook params={params} />
      </Suspense>
    </>
  );
}

async function OneWebhook({ params }: Props) {
  const [{ webhookId }, { role }] = await Promise.all([params, getViewer()]);
  return (
    <ViewerProvider role={role}>
      <DeliveriesView webhookId={webhookId} />
    </ViewerProvider>
  );
}
