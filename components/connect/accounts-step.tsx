"use client";

import { UserRoundSearch } from "lucide-react";
import { connectPath } from "@/components/connections/connect-path";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import type { AccountChoice } from "@/lib/api/connect";
import type { Setup } from "@/lib/api/connection";
import { AccountPicker } from "./account-picker";
import { StepCard } from "./step-card";
import type { Choosing } from "./use-choosing";

type Props = {
  setup: Setup;
  accounts: AccountChoice[];
  choosing: Choosing;
  reload: { run: () => void; isRunning: boolean };
  onNext: () => void;
};

export function AccountsStep({ setup, accounts, choosing, reload, onNext }: Props) {
  const why = choosing.chosen.size === 0 ? "Choose at least one account." : null;
  const footer = (
    <>
      <Button onClick={reload.run} disabledReason={reload.isRunning ? "Asking the provider." : null}>
        Ask {setup.provider_name} again
      </Button>
      <Button variant="primary" onClick={onNext} disabledReason={why}>
        Test these accounts
      </Button>
    </>
  );
  return (
    <StepCard
      title="Choose accounts"
      note={`What this login sees at ${setup.provider_name}, asked just now. Nothing is read before you finish.`}
      footer={footer}
    >
      {accounts.length === 0 ? (
        <NoAccounts setup={setup} />
      ) : (
        <AccountPicker accounts={accounts} choosing={choosing} />
      )}
    </StepCard>
  );
}

function NoAccounts({ setup }: { setup: Setup }) {
  const other = (
    <a href={connectPath(setup.provider)} className={buttonClass({ variant: "primary" })}>
      Consent with another login
    </a>
  );
  return (
    <Empty icon={UserRoundSearch} title="This login sees no account" action={other}>
      Ask an admin of the account at {setup.provider_name} to give it access, then ask again. Or sign in there
      as somebody who has it.
    </Empty>
  );
}
