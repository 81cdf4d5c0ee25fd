"use client";

import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { wordsOf } from "./failed";

type Options<Input, Answer> = {
  act: (input: Input) => Promise<Answer>;
  /** What is read again afterwards, whether it worked or not. */
  touches: QueryKey;
  onDone: (answer: Answer, input: Input) => void;
};

/** A change asked of the server; a refusal is told in a toast. */
export function useAct<Input, Answer>({ act, touches, onDone }: Options<Input, Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: onDone,
    onError: (error) => {
      const { message, fix } = wordsOf(error);
      toast.error(message, { description: fix });
    },
    onSettled: () => client.invalidateQueries({ queryKey: touches }),
  });
}
