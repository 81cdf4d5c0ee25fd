import type { Metadata } from "next";
import { Suspense } from "react";
import { ConnectionSkeleton, ConnectionView } from "@/components/connection/connection-view";
import { ViewerProvider } from "@/components/shell/viewer";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "Connection" };

type Props = { params: Promise<{ id: string }> };

export default function ConnectionPage({ params }: Props) {
  return (
    <Suspense fallback={<ConnectionSkeleton />}>
      <OneConnection params={params} />
    </Suspense>
  );
}

async function OneConnection({ params }: Props) {
  const viewer = await getViewer();
  const { id } = await params;
  return (
    <ViewerProvider role={viewer.role}>
      <ConnectionView key={id} connectionId={decodeURIComponent(id)} />
    </ViewerProvider>
  );
}
