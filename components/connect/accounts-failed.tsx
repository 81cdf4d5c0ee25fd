import { PlugZap } from "lucide-react";
import { connectPath } from "@/components/connections/connect-path";
import { buttonClass } from "@/components/ui/button-class";
import { Failed, wordsOf } from "@/components/ui/failed";
import { Notice } from "@/components/ui/notice";
import { ApiError } from "@/lib/api/api-error";

const isLost = (error: unknown) => error instanceof ApiError && /^needs_reauth/.test(error.problem.code);

type Props = { error: unknown; retry: () => void; connection: { id: string; provider: string } };

/** The provider did not tell its accounts: consent anew when that is what helps, else try again. */
export function AccountsFailed({ error, retry, connection }: Props) {
  if (!isLost(error)) return <Failed error={error} retry={retry} />;
  const again = (
    <a
      href={connectPath(connection.provider, { connectionId: connection.id })}
      className={buttonClass({ size: "sm", variant: "primary" })}
    >
      <PlugZap aria-hidden="true" className="size-3.5" />
      Consent again
    </a>
  );
  return (
    <Notice tone="bad" role="alert" action={again}>
      {wordsOf(error).message}
    </Notice>
  );
}
