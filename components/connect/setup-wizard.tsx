"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import type { AccountChoices } from "@/lib/api/connect";
import type { Setup } from "@/lib/api/connection";
import { AccountsFailed } from "./accounts-failed";
import { AccountsStep } from "./accounts-step";
import { FrequencyStep } from "./frequency-step";
import { OtherLogin } from "./other-login";
import { accountsQuery } from "./queries";
import { type SetupStep, Steps } from "./steps";
import { TestStep } from "./test-step";
import { useChoosing } from "./use-choosing";

export function SetupWizard({ setup }: { setup: Setup }) {
  const [isSeparate, setSeparate] = useState(setup.instead_of === null);
  if (!isSeparate && setup.instead_of)
    return <OtherLogin setup={setup} target={setup.instead_of} onSeparate={() => setSeparate(true)} />;
  return <ChooseAndStart setup={setup} />;
}

function ChooseAndStart({ setup }: { setup: Setup }) {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery(accountsQuery(setup.id));
  const reload = { run: () => void refetch(), isRunning: isFetching };
  if (!data && error) return <AccountsFailed error={error} retry={reload.run} connection={setup} />;
  if (!data)
    return (
      <div role="status">
        <p className="mb-2 text-ink-soft text-sm">Asking {setup.provider_name} which accounts you see …</p>
        <Skeleton className="h-96" />
      </div>
    );
  return (
    <>
      {error ? <AccountsFailed error={error} retry={reload.run} connection={setup} /> : null}
      <ListedSteps key={dataUpdatedAt} setup={setup} listed={data} reload={reload} />
    </>
  );
}

type ListedProps = {
  setup: Setup;
  listed: AccountChoices;
  reload: { run: () => void; isRunning: boolean };
};

function ListedSteps({ setup, listed, reload }: ListedProps) {
  const [step, setStep] = useState<SetupStep>("accounts");
  const choosing = useChoosing(listed);
  const toAccounts = () => setStep("accounts");
  return (
    <div className="flex flex-col gap-4">
      <Steps now={step} />
      {step === "accounts" ? (
        <AccountsStep
          setup={setup}
          accounts={listed.accounts}
          choosing={choosing}
          reload={reload}
          onNext={() => setStep("test")}
        />
      ) : null}
      {step === "test" ? (
        <TestStep
          setup={setup}
          accountIds={[...choosing.chosen]}
          onBack={toAccounts}
          onNext={() => setStep("frequency")}
        />
      ) : null}
      {step === "frequency" ? <FrequencyStep setup={setup} choosing={choosing} onBack={toAccounts} /> : null}
    </div>
  );
}
