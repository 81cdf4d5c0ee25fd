"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { LabelledSelect } from "@/components/ui/select-field";
import { ShownOnce } from "@/components/ui/shown-once";
import { useAct } from "@/components/ui/use-act";
import { type CreateApiKeyRequest, CreatedApiKey } from "@/lib/api/api-keys";
import { fetchApi } from "@/lib/api/fetch";
import { KeyScope } from "@/lib/domain/permission";
import { lifetimes, scopeWords } from "./key-words";
import { apiKeyKeys } from "./queries";

type Props = { isOpen: boolean; onClose: () => void };

export function CreateKeyDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title="Make an API key"
      description="It acts for the workspace, not for you, and works until it expires or is revoked."
    >
      <KeyForm onClose={onClose} />
    </Dialog>
  );
}

const scopes = KeyScope.options.map((value) => ({ value, ...scopeWords[value] }));

function KeyForm({ onClose }: Pick<Props, "onClose">) {
  const [name, setName] = useState("");
  const [scope, setScope] = useState<KeyScope>("read");
  const [lifetime, setLifetime] = useState<string>("90");
  const [key, setKey] = useState<string | null>(null);
  const create = useAct({
    act: (body: CreateApiKeyRequest) => fetchApi("/api/api-keys", CreatedApiKey, { method: "POST", body }),
    touches: apiKeyKeys.all,
    onDone: (made) => setKey(made.key),
  });
  if (key !== null)
    return (
      <ShownOnce label="The key" value={key} hint="Send it as: Authorization: Bearer <key>" onClose={onClose}>
        Copy it now: it is not stored and cannot be shown again.
      </ShownOnce>
    );
  const whyNot = create.isPending
    ? "Asking the server."
    : name.trim() === ""
      ? "Give it a name first."
      : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const days = lifetime === "never" ? null : Number(lifetime);
    if (whyNot === null) create.mutate({ name: name.trim(), scope, expires_in_days: days });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label="Name"
        hint="What uses it, such as “Nightly report”"
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={80}
        autoComplete="off"
      />
      <LabelledSelect
        label="What it may do"
        hint={scopeWords[scope].note}
        value={scope}
        choices={scopes}
        onChange={(value) => setScope(KeyScope.catch("read").parse(value))}
      />
      <LabelledSelect label="How long" value={lifetime} choices={[...lifetimes]} onChange={setLifetime} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabledReason={whyNot}>
          Make the key
        </Button>
      </div>
    </form>
  );
}
