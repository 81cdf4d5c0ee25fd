import type { Metadata } from "next";
import { Suspense } from "react";
import { ConnectionList, ConnectionListSkeleton } from "@/components/connections/connection-list";
import { PageHeader } from "@/components/shell/page-header";
import { ViewerProvider } from "@/components/shell/viewer";
import { listProviders } from "@/lib/providers";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "Connections" };

export default function SettingsPage() {
  return (
    <>
      <PageHeader title="Connections" note="How often each account is synced, and how it is doing" />
      <Suspense fallback={<ConnectionListSkeleton />}>
        <Connections />
      </Suspense>
    </>
  );
}

async function Connections() {
  const viewer = await getViewer();
  const providers = listProviders().map(({ id, name, summary, isConfigured, settings = [], oauth }) => ({
    id,
    name,
    summary,
    isConfigured: isConfigured(),
    settings,
    choices: oauth.choices ?? [],
  }));
  return (
    <ViewerProvider role={viewer.role}>
      <ConnectionList providers={providers} />
    </ViewerProvider>
  );
}
