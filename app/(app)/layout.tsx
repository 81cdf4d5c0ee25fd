import { type ReactNode, Suspense } from "react";
import { PaletteButton } from "@/components/palette/palette-button";
import { PaletteHost } from "@/components/palette/palette-host";
import { Brand } from "@/components/shell/brand";
import { Nav, NavLinks } from "@/components/shell/nav";
import { Shortcuts } from "@/components/shell/shortcuts";
import { UserMenu } from "@/components/shell/user-menu";
import { ViewerProvider } from "@/components/shell/viewer-context";
import { Skeleton } from "@/components/ui/skeleton";
import { WhyHost } from "@/components/why/why-host";
import { getViewer } from "@/lib/workspaces/viewer";
import { listWorkspaces } from "@/lib/workspaces/workspaces";

async function WorkspaceName() {
  const viewer = await getViewer();
  return (
    <span title={viewer.workspaceName} className="block truncate">
      {viewer.workspaceName}
    </span>
  );
}

async function Account() {
  const viewer = await getViewer();
  const { actor, role } = viewer;
  const workspaces = await listWorkspaces(viewer);
  return <UserMenu name={actor.name} email={actor.email} role={role} workspaces={workspaces} />;
}

async function Commands() {
  const { role } = await getViewer();
  return (
    <ViewerProvider role={role}>
      <PaletteHost />
    </ViewerProvider>
  );
}

export default function AppLayout({ children }: { children: ReactNode }) {
  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[13rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-accent focus:px-3 focus:py-2 focus:text-on-accent"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-30 flex h-14 items-center gap-3 border-line border-b bg-canvas px-4 md:h-dvh md:flex-col md:items-stretch md:border-r md:border-b-0 md:px-3 md:py-4">
        <div className="flex min-w-0 flex-1 items-center gap-3 md:flex-none md:flex-col md:items-start md:gap-1 md:px-2.5">
          <Brand />
          <div className="h-5 min-w-0 max-w-full text-ink-soft text-sm">
            <Suspense fallback={<Skeleton className="h-4 w-24" />}>
              <WorkspaceName />
            </Suspense>
          </div>
        </div>
        <PaletteButton />
        <nav aria-label="Main" className="hidden flex-1 md:block md:pt-2">
          <Suspense fallback={<NavLinks look="side" path={null} />}>
            <Nav look="side" />
          </Suspense>
        </nav>
        <div className="h-10 w-10 shrink-0 md:w-full">
          <Suspense fallback={<Skeleton className="h-10" />}>
            <Account />
          </Suspense>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full min-w-0 max-w-7xl px-4 pt-4 pb-24 md:px-6 md:pt-5 md:pb-10"
      >
        {children}
      </main>
      <nav
        aria-label="Main"
        className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-canvas md:hidden"
      >
        <Suspense fallback={<NavLinks look="tabs" path={null} />}>
          <Nav look="tabs" />
        </Suspense>
      </nav>
      <Shortcuts />
      <Suspense>
        <WhyHost />
      </Suspense>
      <Suspense>
        <Commands />
      </Suspense>
    </div>
  );
}
