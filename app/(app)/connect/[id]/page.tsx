import type { Metadata } from "next";
import { Suspense } from "react";
import { SetupSkeleton, SetupView } from "@/components/connect/setup-view";
import { ViewerProvider } from "@/components/shell/viewer";
import { getViewer } from "@/lib/workspaces/viewer";

export const metadata: Metadata = { title: "Connect" };

type Props = { params: Promise<{ id: string }> };

export default function ConnectPage({ params }: Props) {
  return (
    <Suspense fallback={<SetupSkeleton />}>
      <OneSetup params={params} />
    </Suspense>
  );
}

async function OneSetup({ params }: Props) {
  const viewer = await getViewer();
  const { id } = await params;
  return (
    <ViewerProvider role={viewer.role}>
      <SetupView key={id} setupId={decodeURIComponent(id)} />
    </ViewerProvider>
  );
}
