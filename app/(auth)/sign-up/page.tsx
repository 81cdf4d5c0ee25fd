import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { AuthForm } from "@/components/auth/auth-form";
import { safeNext } from "@/components/auth/safe-next";
import { Card, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

export const metadata: Metadata = { title: "Create an account" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default function SignUpPage({ searchParams }: Props) {
  return (
    <Card>
      <CardHeader level="h1" title="Create an account" />
      <div className="p-4">
        <Suspense fallback={<Skeleton className="h-79" />}>
          <SignUp searchParams={searchParams} />
        </Suspense>
      </div>
    </Card>
  );
}

async function SignUp({ searchParams }: Props) {
  const target = safeNext((await searchParams).next);
  return (
    <div className="flex flex-col gap-4">
      <AuthForm mode="sign-up" next={target} demo={null} />
      <p className="text-ink-soft text-sm">
        Have an account?{" "}
        <Link
          href={`/sign-in?next=${encodeURIComponent(target)}`}
          className="text-accent underline underline-offset-2"
        >
          Sign in
        </Link>
      </p>
    </div>
  );
}
