"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { type AuthRefusal, postAuth } from "./post-auth";

export type Credentials = { email: string; password: string };
/** What a refused attempt leaves in the form: React empties a form whose action is done. */
type Refused = AuthRefusal & { email: string; name: string };
type Props = { mode: "sign-in" | "sign-up"; next: string; demo: Credentials | null };

const text = (form: FormData, name: string) => String(form.get(name) ?? "");

export function AuthForm({ mode, next, demo }: Props) {
  const submit = async (_before: Refused | null, form: FormData): Promise<Refused | null> => {
    const isDemo = form.get("demo") === "yes" && demo !== null;
    const typed = { email: text(form, "email"), password: text(form, "password") };
    const name = text(form, "name");
    const credentials = isDemo ? demo : typed;
    const refused = ({ message }: AuthRefusal): Refused => ({ message, email: typed.email, name });
    if (credentials.email === "" || credentials.password === "")
      return refused({ message: "Fill in both fields." });
    const body = mode === "sign-up" ? { name, ...credentials } : credentials;
    const refusal = await postAuth(mode, body);
    if (refusal === null) location.assign(next);
    return refusal && refused(refusal);
  };
  const [refusal, act, isPending] = useActionState(submit, null);
  const isNew = mode === "sign-up";
  return (
    <form action={act} noValidate={demo !== null} className="flex flex-col gap-4">
      {refusal ? (
        <Notice tone="bad" role="alert">
          {refusal.message}
        </Notice>
      ) : null}
      {isNew ? (
        <Field
          label="Name"
          name="name"
          defaultValue={refusal?.name}
          autoComplete="name"
          required
          maxLength={80}
        />
      ) : null}
      <Field
        label="Email"
        name="email"
        type="email"
        defaultValue={refusal?.email}
        autoComplete="username"
        required
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete={isNew ? "new-password" : "current-password"}
        minLength={isNew ? 10 : undefined}
        hint={isNew ? "At least 10 characters" : undefined}
        required
      />
      <Button
        type="submit"
        variant="primary"
        className="h-9"
        disabledReason={isPending ? "Asking the server." : null}
      >
        {isNew ? "Create account" : "Sign in"}
      </Button>
      {demo ? (
        <Button
          type="submit"
          name="demo"
          value="yes"
          className="h-9"
          disabledReason={isPending ? "Asking the server." : null}
        >
          Use the demo login
        </Button>
      ) : null}
    </form>
  );
}
