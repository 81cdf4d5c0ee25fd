import { queryOptions } from "@tanstack/react-query";
import { fetchApi } from "@/lib/api/fetch";
import { InvitationPreview, MemberList } from "@/lib/api/members";

export const memberKeys = { all: ["members"] as const };

export const membersQuery = () =>
  queryOptions({
    queryKey: memberKeys.all,
    queryFn: ({ signal }) => fetchApi("/api/members", MemberList, { signal }),
    refetchInterval: 60_000,
  });

/** What the link of an invitation is for; asked once, since looking at it changes nothing. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token] as const,
    queryFn: ({ signal }) =>
      fetchApi("/api/invitations/preview", InvitationPreview, { method: "POST", body: { token }, signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
