"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { LazyToaster } from "@/components/shell/lazy-toaster";
import { getQueryClient } from "@/components/shell/query-client";

export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={getQueryClient()}>
      {children}
      <LazyToaster />
    </QueryClientProvider>
  );
}
