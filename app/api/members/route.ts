import { MemberList } from "@/lib/api/members";
import { systemClock } from "@/lib/core/clock";
import { listMembers } from "@/lib/workspaces/list-members";
import { answer, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer }) =>
  answer(MemberList, await listMembers(viewer, systemClock)),
);
