import { Ban, Clock, KeyRound } from "lucide-react";
import type { StatusWord } from "@/components/ui/status";
import type { ApiKey } from "@/lib/api/api-keys";
import type { KeyScope } from "@/lib/domain/permission";

export const keyWords = {
  active: { label: "Active", meaning: "It can be used.", tone: "good", icon: KeyRound },
  expired: { label: "Expired", meaning: "Its time is over; make another.", tone: "off", icon: Clock },
  revoked: { label: "Revoked", meaning: "Somebody ended it.", tone: "off", icon: Ban },
} as const satisfies Record<ApiKey["status"], StatusWord>;

export const scopeWords = {
  read: { label: "Read", note: "Reads numbers, syncs and alerts" },
  sync: { label: "Sync", note: "Reads, and starts, stops and schedules syncs" },
  admin: { label: "Admin", note: "Also accounts, webhooks, audit and export" },
} as const satisfies Record<KeyScope, { label: string; note: string }>;

export const lifetimes = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "never", label: "Until it is revoked" },
] as const;
