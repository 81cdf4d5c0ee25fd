"use client";

import { ApiError } from "@/lib/api/api-error";
import { Button } from "./button";
import { Notice } from "./notice";

/** The plain words of anything thrown. */
export function wordsOf(error: unknown): { message: string; fix: string | undefined } {
  if (error instanceof ApiError) return { message: error.problem.detail, fix: error.problem.fix };
  return { message: "The answer could not be read. Reload the page; if it stays, tell us.", fix: undefined };
}

/** A part of the page that could not load, and a way to try again. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { message, fix } = wordsOf(error);
  const action = (
    <Button size="sm" onClick={retry}>
      Try again
    </Button>
  );
  return (
    <Notice tone="warn" role="alert" action={action}>
      {message} {fix}
    </Notice>
  );
}
