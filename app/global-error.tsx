"use client";

import "./globals.css";

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Freshet could not start</title>
        <main className="mx-auto flex max-w-md flex-col gap-3 px-4 py-16">
          <h1 className="font-semibold text-xl">Freshet could not start</h1>
          <p className="text-ink-soft">
            Something went wrong on our side. Your syncs go on; nothing that was synced is lost.
          </p>
          <button
            type="button"
            onClick={retry}
            className="h-8 w-fit rounded-md bg-accent px-3 font-medium text-on-accent"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
