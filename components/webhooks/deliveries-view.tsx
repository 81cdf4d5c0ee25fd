"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ChevronLeft, Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { useRefusal } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { LoadMore } from "@/components/ui/load-more";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import { DeliveryStatus } from "@/lib/domain/webhook";
import { DeliveryRow } from "./delivery-row";
import { deliveriesQuery, webhooksQuery } from "./queries";
import { WebhookMenu } from "./webhook-menu";
import { WebhookFacts } from "./webhook-row";
import { deliveryWords, webhookWord } from "./webhook-words";

export function DeliveriesView({ webhookId }: { webhookId: string }) {
  const refusal = useRefusal("webhooks");
  const back = (
    <Link
      href="/settings/webhooks"
      className="inline-flex items-center gap-1 self-start text-accent text-sm underline-offset-2 hover:underline"
    >
      <ChevronLeft aria-hidden="true" className="size-4" />
      All webhooks
    </Link>
  );
  return (
    <div className="flex flex-col gap-3">
      {back}
      {refusal ? <Notice>{refusal}</Notice> : <OneWebhook id={webhookId} />}
    </div>
  );
}

function OneWebhook({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useQuery(webhooksQuery());
  if (isPending) return <Skeleton className="h-44" />;
  if (!data) return <Failed error={error} retry={() => void refetch()} />;
  const webhook = data.webhooks.find((one) => one.id === id);
  if (!webhook) return <Notice tone="warn">This webhook does not exist, or no more.</Notice>;
  return (
    <>
      <Card className="flex items-start justify-between gap-4 px-4 py-3">
        <div className="min-w-0">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="break-words font-semibold">{webhook.name}</span>
            <Status word={webhookWord(webhook)} className="text-sm" />
          </p>
          <p className="break-all font-mono text-ink-soft text-xs">{webhook.url}</p>
          <WebhookFacts webhook={webhook} />
        </div>
        <WebhookMenu webhook={webhook} />
      </Card>
      <Deliveries id={id} />
    </>
  );
}

const all = "all";

function Deliveries({ id }: { id: string }) {
  const url = useUrlFilter();
  const status = DeliveryStatus.safeParse(url.get("status")).data ?? null;
  const query = useInfiniteQuery(deliveriesQuery(id, status));
  const deliveries = query.data?.pages.flatMap((page) => page.deliveries) ?? [];
  const choices = DeliveryStatus.options.map((value) => ({ value, label: deliveryWords[value].label }));
  return (
    <>
      <Card>
        <CardHeader title="Messages">
          <Select
            label="Status"
            className="w-36"
            value={status ?? all}
            onChange={(value) => url.set({ status: value === all ? null : value })}
            choices={[{ value: all, label: "Any status" }, ...choices]}
          />
        </CardHeader>
        {query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton className="m-4 h-24" /> : null}
        {query.data && deliveries.length === 0 ? (
          status === null ? (
            <Empty icon={Inbox} title="Nothing sent yet">
              Messages appear here as they are sent. “Send a test” in the menu above tries the address.
            </Empty>
          ) : (
            <Empty
              icon={SearchX}
              title="No message matches"
              action={<Button onClick={() => url.set({ status: null })}>Clear filters</Button>}
            >
              Messages exist, but none with this status.
            </Empty>
          )
        ) : null}
        <ul className="divide-y">
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} webhookId={id} delivery={delivery} />
          ))}
        </ul>
      </Card>
      <LoadMore query={query} shown={deliveries.length} />
    </>
  );
}
