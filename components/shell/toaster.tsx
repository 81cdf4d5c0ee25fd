"use client";

import { useEffect } from "react";
import { Toaster as Sonner } from "sonner";
import { markToaster } from "@/components/ui/toast";
import { useTheme } from "./use-theme";

export function Toaster() {
  const { theme } = useTheme();
  useEffect(markToaster, []);
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      mobileOffset={{ bottom: 72 }}
      gap={8}
      toastOptions={{
        classNames: {
          toast: "rounded-lg! border! border-line! bg-surface! text-ink! text-sm! shadow-pop! font-sans!",
          description: "text-ink-soft!",
          icon: "text-ink-soft!",
        },
      }}
    />
  );
}
