"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { connectionKeys } from "@/components/connections/queries";
import { Button } from "@/components/ui/button";
import { Failed } from "@/components/ui/failed";
import { FinishSetupResponse } from "@/lib/api/connect";
import type { Setup } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import type { Frequency } from "@/lib/domain/frequency";
import { FrequencyChoices } from "./frequency-choices";
import { StepCard } from "./step-card";
import type { Choosing } from "./use-choosing";

const usual: Frequency = "hourly";

type Props = { setup: Setup; choosing: Choosing; onBack: () => void };

/** The last step: how often, and the first sync begins. */
export function FrequencyStep({ setup, choosing, onBack }: Props) {
  const router = useRouter();
  const client = useQueryClient();
  const choices = setup.allowed_frequencies;
  const isUsual = choices.some(({ frequency, allowed }) => frequency === usual && allowed);
  const [frequency, setFrequency] = useState<Frequency>(isUsual ? usual : "manual");
  const finish = useMutation({
    mutationFn: () =>
      fetchApi(`/api/connections/${setup.id}/setup`, FinishSetupResponse, {
        method: "POST",
        body: {
          account_ids: [...choosing.chosen],
          auto_add_accounts: choosing.autoAdd,
          sync_frequency: frequency,
        },
      }),
    onSuccess: ({ job_id }) => {
      void client.invalidateQueries({ queryKey: connectionKeys.all });
      router.push(`/syncs/${job_id}`);
    },
  });
  const isUnderWay = finish.isPending || finish.isSuccess;
  const footer = (
    <>
      <Button onClick={onBack}>Back to accounts</Button>
      <Button
        variant="primary"
        onClick={() => finish.mutate()}
        disabledReason={isUnderWay ? "The first sync is being started." : null}
      >
        Start first sync
      </Button>
    </>
  );
  return (
    <StepCard
      title="How often?"
      note="Only what changed is written, whatever you choose. You can change it at any time."
      footer={footer}
    >
      <div className="flex flex-col gap-3">
        <FrequencyChoices choices={choices} value={frequency} onChange={setFrequency} />
        {finish.error ? <Failed error={finish.error} retry={() => finish.mutate()} /> : null}
      </div>
    </StepCard>
  );
}
