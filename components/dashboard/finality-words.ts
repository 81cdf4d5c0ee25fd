import { CircleCheck, CircleDashed, CircleDot, type LucideIcon } from "lucide-react";
import type { Finality } from "@/lib/domain/finality";

type Words = { label: string; meaning: string; icon: LucideIcon };

export const finalityWords = {
  provisional: {
    label: "provisional",
    meaning: "The day still runs, or has only just ended.",
    icon: CircleDashed,
  },
  settling: {
    label: "settling",
    meaning: "The day is over; the provider may still correct it.",
    icon: CircleDot,
  },
  final: { label: "final", meaning: "Too old for corrections.", icon: CircleCheck },
} as const satisfies Record<Finality, Words>;
