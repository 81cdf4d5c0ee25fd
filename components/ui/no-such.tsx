import { SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "./button-class";
import { Card } from "./card";
import { Empty } from "./empty";

/** In place of a page whose address names nothing the reader may see. `kind` is its singular, such as `Sync`. */
export function NoSuch({ kind, allAt }: { kind: string; allAt: Route }) {
  const noun = kind.toLowerCase();
  return (
    <Card>
      <h1 className="sr-only">{kind}</h1>
      <Empty
        icon={SearchX}
        title={`There is no such ${noun}`}
        action={
          <Link href={allAt} className={buttonClass()}>
            All {noun}s
          </Link>
        }
      >
        Its address may be mistyped, or it belongs to another workspace.
      </Empty>
    </Card>
  );
}
