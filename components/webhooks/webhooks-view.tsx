"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";
import { useRefusal } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { formatCount } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { CreateWebhookDialog } from "./create-webhook-dialog";
import { webhooksQuery } from "./queries";
import { WebhookRow } from "./webhook-row";

export function WebhooksView() {
  const refusal = useRefusal("webhooks");
  return refusal ? <Notice>{refusal}</Notice> : <Webhooks />;
}

function Webhooks() {
  const { data, error, isPending, refetch } = useQuery(webhooksQuery());
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <Plus aria-hidden="true" className="size-4" />
      Add a webhook
    </Button>
  );
  if (isPending) return <Skeleton className="h-44" />;
  if (!data) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <>
      <Card>
        {data.webhooks.length === 0 ? (
          <Empty icon={WebhookIcon} title="No webhook yet" action={add}>
            An address of yours is told when a sync ends or something needs you, so that nobody has to look.
          </Empty>
        ) : (
          <>
            <CardHeader title="Webhooks" note={formatCount(data.webhooks.length)}>
              {add}
            </CardHeader>
            <ul className="divide-y">
              {data.webhooks.map((webhook) => (
                <WebhookRow key={webhook.id} webhook={webhook} />
              ))}
            </ul>
          </>
        )}
      </Card>
      <CreateWebhookDialog isOpen={isAdding} onClose={() => setAdding(false)} />
    </>
  );
}
