"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { Dialog } from "@/components/ui/dialog";
import { Failed } from "@/components/ui/failed";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Status, type StatusWord } from "@/components/ui/status";
import { type Connection, SetupTest } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import { connectionKeys } from "./queries";

const words = {
  ok: { label: "OK", meaning: "This works.", tone: "good", icon: CircleCheck },
  warning: { label: "Warning", meaning: "Works, with a limit.", tone: "warn", icon: TriangleAlert },
  failed: { label: "Failed", meaning: "This does not work.", tone: "bad", icon: CircleX },
} as const satisfies Record<string, StatusWord>;

type Props = { connection: Connection; isOpen: boolean; onClose: () => void };

export function TestDialog({ connection, isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={`Test ${connection.name}`}
      description="Asks the provider a few small questions. Nothing is synced."
    >
      <div className="min-h-40" aria-live="polite">
        <Checks connectionId={connection.id} />
      </div>
    </Dialog>
  );
}

function Checks({ connectionId }: { connectionId: string }) {
  const test = useQuery({
    queryKey: [...connectionKeys.all, connectionId, "test"],
    queryFn: ({ signal }) =>
      fetchApi(`/api/connections/${connectionId}/test`, SetupTest, { method: "POST", signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  if (test.isFetching) return <SkeletonRows count={3} className="h-10" />;
  if (test.error) return <Failed error={test.error} retry={() => void test.refetch()} />;
  return (
    <ul className="flex flex-col divide-y">
      {test.data?.checks.map((check) => (
        <li key={check.title} className="py-2">
          <div className="flex items-baseline justify-between gap-3">
            <span className="font-medium">{check.title}</span>
            <Status word={words[check.status]} />
          </div>
          <p className="text-ink-soft text-sm">
            {check.message} {check.fix}
          </p>
        </li>
      ))}
    </ul>
  );
}
