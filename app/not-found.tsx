import type { Metadata } from "next";
import Link from "next/link";
import { Brand } from "@/components/shell/brand";
import { buttonClass } from "@/components/ui/button-class";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto flex max-w-md flex-col gap-3 px-4 py-16">
      <Brand />
      <h1 className="font-semibold text-xl">There is no such page</h1>
      <p className="text-ink-soft">The address may be mistyped, or what it showed no longer exists.</p>
      <Link href="/dashboard" className={`${buttonClass({ variant: "primary" })} w-fit`}>
        To the dashboard
      </Link>
    </main>
  );
}
