"use client";

import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Monogram } from "@/components/ui/monogram";
import { LabelledSelect } from "@/components/ui/select-field";
import { connectPath } from "./connect-path";

export type ProviderChoice = {
  id: string;
  name: string;
  summary: string;
  isConfigured: boolean;
  /** The environment variables that would configure it. */
  settings: readonly string[];
  /** What has to be said before consent, e.g. a country. */
  choices: readonly { id: string; name: string }[];
};

const rowClass = "flex items-start gap-3 rounded-lg border border-line p-3";

/** A provider that can be connected, or what is missing for it. */
export function ProviderOption({ provider }: { provider: ProviderChoice }) {
  if (!provider.isConfigured) return <NotConfigured provider={provider} />;
  if (provider.choices.length > 0) return <WithChoice provider={provider} />;
  return (
    <a href={connectPath(provider.id)} className={`${rowClass} hover:bg-raised`}>
      <Words provider={provider} />
      <ArrowRight aria-hidden="true" className="size-4 shrink-0 self-center text-ink-faint" />
    </a>
  );
}

function Words({ provider: { name, summary } }: { provider: ProviderChoice }) {
  return (
    <>
      <Monogram name={name} />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{name}</span>
        <span className="block text-ink-soft text-sm">{summary}</span>
      </span>
    </>
  );
}

function WithChoice({ provider }: { provider: ProviderChoice }) {
  const [first] = provider.choices;
  const [choice, setChoice] = useState(first?.id ?? "");
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line p-3">
      <div className="flex items-start gap-3">
        <Words provider={provider} />
      </div>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-52 flex-1">
          <LabelledSelect
            label={`Where is your ${provider.name} account?`}
            value={choice}
            choices={provider.choices.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setChoice}
          />
        </div>
        <a href={connectPath(provider.id, { choice })} className={buttonClass({ variant: "primary" })}>
          Connect <span className="sr-only">{provider.name}</span>
          <ArrowRight aria-hidden="true" className="size-4" />
        </a>
      </div>
    </div>
  );
}

function NotConfigured({ provider: { name, settings } }: { provider: ProviderChoice }) {
  return (
    <div className={rowClass}>
      <Monogram name={name} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{name}</p>
        <p className="text-ink-soft text-sm">
          Not configured: this server has no credentials for it.
          {settings.length > 0 ? " Whoever runs it sets these environment variables and restarts it:" : null}
        </p>
        {settings.length > 0 ? (
          <ul className="mt-1 flex flex-col font-mono text-ink-soft text-xs">
            {settings.map((setting) => (
              <li key={setting} className="break-all">
                {setting}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
