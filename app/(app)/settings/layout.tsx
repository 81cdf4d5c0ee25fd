import { type ReactNode, Suspense } from "react";
import { SettingsLinks, SettingsNav } from "@/components/settings/settings-nav";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <Suspense fallback={<SettingsLinks path={null} />}>
        <SettingsNav />
      </Suspense>
      {children}
    </>
  );
}
