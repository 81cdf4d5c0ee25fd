import type { ReactNode } from "react";
import { Brand } from "@/components/shell/brand";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 px-4 py-10">
      <div className="text-lg">
        <Brand />
        <p className="text-base text-ink-soft">
          Ad and marketplace numbers, always fresh, every step in sight.
        </p>
      </div>
      {children}
    </main>
  );
}
