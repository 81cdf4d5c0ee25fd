"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { CreateWebhookRequest } from "@/lib/api/webhooks";
import { WebhookEvent } from "@/lib/domain/webhook";
import { eventWords } from "./webhook-words";

export type WebhookFields = CreateWebhookRequest;
type Props = {
  start: WebhookFields;
  verb: string;
  isPending: boolean;
  onSubmit: (fields: WebhookFields) => void;
  onCancel: () => void;
};

export const emptyFields: WebhookFields = {
  url: "",
  name: "",
  events: [...WebhookEvent.options],
  only_when_changed: true,
};

const box = "flex items-start gap-2 text-sm";

export function WebhookForm({ start, verb, isPending, onSubmit, onCancel }: Props) {
  const [fields, setFields] = useState(start);
  const patch = (change: Partial<WebhookFields>) => setFields({ ...fields, ...change });
  const toggle = (event: WebhookEvent) =>
    patch({ events: WebhookEvent.options.filter((one) => fields.events.includes(one) !== (one === event)) });
  const whyNot = whyNotYet(fields, isPending);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whyNot === null) onSubmit({ ...fields, url: fields.url.trim(), name: fields.name.trim() });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field
        label="Name"
        value={fields.name}
        onChange={(event) => patch({ name: event.target.value })}
        maxLength={80}
        autoComplete="off"
      />
      <Field
        label="Address"
        type="url"
        hint="https://, reachable from the internet"
        value={fields.url}
        onChange={(event) => patch({ url: event.target.value })}
        autoComplete="off"
        spellCheck={false}
      />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium text-sm">It is told when</legend>
        {WebhookEvent.options.map((event) => (
          <label key={event} className={box}>
            <input
              type="checkbox"
              checked={fields.events.includes(event)}
              onChange={() => toggle(event)}
              className="mt-0.5 size-4 accent-(--accent-fill)"
            />
            <span>
              {eventWords[event]} <code className="font-mono text-ink-faint text-xs">{event}</code>
            </span>
          </label>
        ))}
      </fieldset>
      <label className={box}>
        <input
          type="checkbox"
          checked={fields.only_when_changed}
          onChange={() => patch({ only_when_changed: !fields.only_when_changed })}
          className="mt-0.5 size-4 accent-(--accent-fill)"
        />
        Leave out syncs that changed no number
      </label>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabledReason={whyNot}>
          {verb}
        </Button>
      </div>
    </form>
  );
}

function whyNotYet({ name, url, events }: WebhookFields, isPending: boolean): string | null {
  if (isPending) return "Asking the server.";
  if (name.trim() === "") return "Give it a name first.";
  if (!/^https?:\/\/\S/.test(url.trim())) return "Type an address that begins with https://.";
  return events.length === 0 ? "Choose at least one event." : null;
}
