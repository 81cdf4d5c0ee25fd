"use client";

import type { Route } from "next";
import Link from "next/link";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { Webhook } from "@/lib/api/webhooks";
import { WebhookMenu } from "./webhook-menu";
import { webhookWord } from "./webhook-words";

export function WebhookRow({ webhook }: { webhook: Webhook }) {
  return (
    <li className="flex items-start justify-between gap-4 px-4 py-3">
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <Link
            data-card
            href={`/settings/webhooks/${webhook.id}` as Route}
            className="break-words font-medium hover:underline"
          >
            {webhook.name}
          </Link>
          <Status word={webhookWord(webhook)} className="text-sm" />
        </p>
        <p className="break-all font-mono text-ink-soft text-xs">{webhook.url}</p>
        <WebhookFacts webhook={webhook} />
      </div>
      <WebhookMenu webhook={webhook} />
    </li>
  );
}

export function WebhookFacts({ webhook }: { webhook: Webhook }) {
  return (
    <p className="flex flex-wrap gap-x-3 text-ink-faint text-xs">
      <span>{webhook.events.join(", ")}</span>
      {webhook.only_when_changed ? <span>only when something changed</span> : null}
      <span>
        last arrived <Time at={webhook.last_success_at} />
      </span>
      {webhook.failing_since ? (
        <span>
          failing since <Time at={webhook.failing_since} />
        </span>
      ) : null}
    </p>
  );
}
