import { SetupTest } from "@/lib/api/connection";
import { testConnection } from "@/lib/connections/test-connection";
import { systemClock } from "@/lib/core/clock";
import { answer, withViewer } from "../../../with-viewer";

export const POST = withViewer<{ connectionId: string }>(async ({ viewer, params }) =>
  answer(SetupTest, await testConnection(viewer, params.connectionId, systemClock)),
);
