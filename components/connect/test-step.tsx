"use client";

import { PlugZap } from "lucide-react";
import { connectPath } from "@/components/connections/connect-path";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import type { Setup, SetupCheck } from "@/lib/api/connection";
import { CheckList } from "./check-list";
import { StepCard } from "./step-card";
import { type SetupTestState, useSetupTest } from "./use-setup-test";

const isAccount = ({ id }: SetupCheck) => id.startsWith("account:");
const hasFailed = ({ status }: SetupCheck) => status === "failed";

/** Why a first sync would be in vain; null when some of it would work. */
function whyNot({ checks, isRunning, error }: SetupTestState): string | null {
  if (isRunning) return "The test is running.";
  if (error) return "The test did not come to its end.";
  if (checks.some((check) => !isAccount(check) && hasFailed(check)))
    return "Without access nothing can be read.";
  const accounts = checks.filter(isAccount);
  return accounts.length > 0 && accounts.every(hasFailed) ? "None of the accounts can be read." : null;
}

type Props = { setup: Setup; accountIds: string[]; onBack: () => void; onNext: () => void };

/** Tries, line by line, what a sync will need. */
export function TestStep({ setup, accountIds, onBack, onNext }: Props) {
  const test = useSetupTest(setup.id, accountIds);
  const { checks, isRunning } = test;
  const isRefused = checks.some((check) => !isAccount(check) && hasFailed(check));
  const footer = (
    <>
      <Button onClick={onBack}>Back to accounts</Button>
      <Button onClick={test.again} disabledReason={isRunning ? "The test is running." : null}>
        Test again
      </Button>
      {isRefused ? (
        <a
          href={connectPath(setup.provider, { connectionId: setup.id })}
          className={buttonClass({ variant: "primary" })}
        >
          <PlugZap aria-hidden="true" className="size-4" />
          Consent again
        </a>
      ) : (
        <Button variant="primary" onClick={onNext} disabledReason={whyNot(test)}>
          {checks.some(hasFailed) ? "Go on anyway" : "Choose how often"}
        </Button>
      )}
    </>
  );
  return (
    <StepCard
      title="Test"
      note={`A few small questions to ${setup.provider_name}. Nothing is stored.`}
      footer={footer}
    >
      <CheckList test={test} />
    </StepCard>
  );
}
