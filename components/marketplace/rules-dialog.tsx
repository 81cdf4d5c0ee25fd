"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRefusal } from "@/components/shell/viewer";
import { Dialog } from "@/components/ui/dialog";
import { Failed } from "@/components/ui/failed";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { useAct } from "@/components/ui/use-act";
import { fetchApi } from "@/lib/api/fetch";
import { ClaimSettingsResponse } from "@/lib/api/marketplace-summary";
import type { ClaimSettings } from "@/lib/domain/claim-settings";
import { marketKeys } from "./keys";
import { claimRulesQuery } from "./queries";
import { RulesForm } from "./rules-form";

type Props = { isOpen: boolean; onClose: () => void };

/** What counts as a claim in this workspace, and until when. */
export function RulesDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title="Claim rules"
      description="They hold for every marketplace connection here, from its next sync on."
    >
      <Rules onClose={onClose} />
    </Dialog>
  );
}

function Rules({ onClose }: Pick<Props, "onClose">) {
  const { data, error, isPending, refetch } = useQuery(claimRulesQuery());
  const client = useQueryClient();
  const refusal = useRefusal("operate");
  const change = useAct({
    act: (settings: ClaimSettings | null) =>
      fetchApi("/api/claims/settings", ClaimSettingsResponse, { method: "PATCH", body: { settings } }),
    touches: marketKeys.all,
    onDone: (saved, settings) => {
      client.setQueryData(claimRulesQuery().queryKey, saved);
      toast.success(settings ? "The claim rules are saved" : "The default claim rules hold again", {
        description: "The next sync looks for claims with them.",
      });
      onClose();
    },
  });
  if (isPending) return <SkeletonRows count={7} className="h-11" />;
  if (!data) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <RulesForm
      key={JSON.stringify(data.settings)}
      start={data.settings}
      isDefault={data.is_default}
      refusal={refusal}
      isPending={change.isPending}
      onSave={(settings) => change.mutate(settings)}
    />
  );
}
