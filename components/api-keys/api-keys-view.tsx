"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useRefusal } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { plural } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { CreateKeyDialog } from "./create-key-dialog";
import { KeyRow } from "./key-row";
import { apiKeysQuery } from "./queries";

export function ApiKeysView() {
  const refusal = useRefusal("keys");
  if (refusal) return <Notice>{refusal}</Notice>;
  return <Keys />;
}

function Keys() {
  const { data, error, isPending, refetch } = useQuery(apiKeysQuery());
  const [isMaking, setMaking] = useState(false);
  const make = (
    <Button variant="primary" onClick={() => setMaking(true)}>
      <Plus aria-hidden="true" className="size-4" />
      Make an API key
    </Button>
  );
  if (isPending) return <Skeleton className="h-44" />;
  if (!data) return <Failed error={error} retry={() => void refetch()} />;
  const keys = data.api_keys;
  const active = keys.filter(({ status }) => status === "active").length;
  return (
    <>
      <Card>
        {keys.length === 0 ? (
          <Empty icon={KeyRound} title="No API key yet" action={make}>
            A key lets a program read numbers or start syncs, with no more rights than you give it.
          </Empty>
        ) : (
          <>
            <CardHeader title="Keys" note={`${plural(active, "key")} in use`}>
              {make}
            </CardHeader>
            <ul className="divide-y">
              {keys.map((key) => (
                <KeyRow key={key.id} apiKey={key} />
              ))}
            </ul>
          </>
        )}
      </Card>
      <CreateKeyDialog isOpen={isMaking} onClose={() => setMaking(false)} />
    </>
  );
}
