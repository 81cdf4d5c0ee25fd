import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { AuthForm } from "@/components/auth/auth-form";
import { safeNext } from "@/components/auth/safe-next";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { isDemo } from "@/lib/core/env";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[]; expired?: string | string[] }> };

const demoLogin = { email: "demo@freshet.local", password: "freshet-demo" };

export default function SignInPage({ searchParams }: Props) {
  return (
    <Card>
      <CardHeader level="h1" title="Sign in" />
      <div className="p-4">
        <Suspense fallback={<Skeleton className="h-58" />}>
          <SignIn searchParams={searchParams} />
        </Suspense>
      </div>
    </Card>
  );
}

async function SignIn({ searchParams }: Props) {
  const { next, expired } = await searchParams;
  const target = safeNext(next);
  return (
    <div className="flex flex-col gap-4">
      {expired ? (
        <Notice role="status">Your session has ended. Sign in to go on where you were.</Notice>
      ) : null}
      <AuthForm mode="sign-in" next={target} demo={isDemo() ? demoLogin : null} />
      <p className="text-ink-soft text-sm">
        New here?{" "}
        <Link
          href={`/sign-up?next=${encodeURIComponent(target)}`}
          className="text-accent underline underline-offset-2"
        >
          Create an account
        </Link>
      </p>
    </div>
  );
}
