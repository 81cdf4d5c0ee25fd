import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type Props = { icon: LucideIcon; title: string; children: ReactNode; action?: ReactNode };

export function Empty({ icon: Icon, title, children, action }: Props) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <Icon aria-hidden="true" className="size-5 text-ink-faint" />
      <p className="font-semibold">{title}</p>
      <div className="max-w-md text-ink-soft text-sm">{children}</div>
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
