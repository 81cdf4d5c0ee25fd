"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { streamsQuery } from "@/components/connection/queries";
import { streamWords } from "@/components/sync/step-words";
import { useStarted } from "@/components/sync/use-started";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failed } from "@/components/ui/failed";
import { Field } from "@/components/ui/field";
import { plural } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Connection } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import { ResetResponse, ResettableStream } from "@/lib/api/sync-control";

type Props = { connection: Connection; isOpen: boolean; onClose: () => void };

export function ResetDialog({ connection, isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title="Start a stream over"
      description={`Removes what one stream of ${connection.name} has stored and reads it anew with a full sync.`}
    >
      <ReadStreams connection={connection} onClose={onClose} />
    </Dialog>
  );
}

type FormProps = Pick<Props, "connection" | "onClose">;

/** Only what has been read can be read anew. */
function ReadStreams({ connection, onClose }: FormProps) {
  const { data, error, refetch } = useQuery(streamsQuery(connection.id));
  if (!data && error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={3} className="h-9" />;
  const streams = ResettableStream.options.filter((name) =>
    data.streams.some(({ stream }) => stream === name),
  );
  const [first] = streams;
  if (!first) return <p className="text-ink-soft text-sm">Nothing has been read yet.</p>;
  return <StreamForm connection={connection} onClose={onClose} streams={streams} first={first} />;
}

function StreamForm({
  connection,
  onClose,
  streams,
  first,
}: FormProps & { streams: string[]; first: string }) {
  const started = useStarted(connection);
  const [stream, setStream] = useState(first);
  const choices = streams.map((value) => ({ value, label: streamWords(value) }));
  const [typed, setTyped] = useState("");
  const words = streamWords(stream);
  const reset = useMutation({
    mutationFn: () =>
      fetchApi(`/api/connections/${connection.id}/reset`, ResetResponse, {
        method: "POST",
        body: { stream },
      }),
    onSuccess: ({ job_id, rows_removed }) => {
      started(job_id, `${plural(rows_removed, "row")} of ${words} removed; reading anew`);
      onClose();
    },
  });
  const isConfirmed = typed.trim().toLowerCase() === words;
  const whyNot = reset.isPending
    ? "Asking the server."
    : isConfirmed
      ? null
      : "Type the stream's name first.";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whyNot === null) reset.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <span aria-hidden="true" className="font-medium text-sm">
          Stream
        </span>
        <Select label="Stream" value={stream} choices={choices} onChange={setStream} className="w-full" />
      </div>
      <p className="text-ink-soft text-sm">
        Its revisions stay: every old value and why it changed can still be looked up. Until the sync ends
        these numbers are missing. Days older than a full sync reads come back with “Read chosen days again”.
      </p>
      <Field
        label={`Type “${words}” to confirm`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        spellCheck={false}
      />
      {reset.error ? <Failed error={reset.error} retry={() => reset.mutate()} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button type="submit" variant="danger" disabledReason={whyNot}>
          Start over
        </Button>
      </div>
    </form>
  );
}
