import { ClaimSettingsRequest, ClaimSettingsResponse } from "@/lib/api/marketplace-summary";
import { changeClaimSettings, getClaimSettings } from "@/lib/sync/claims/change-settings";
import { answer, readBody, withViewer } from "../../with-viewer";

export const GET = withViewer(async ({ viewer }) =>
  answer(ClaimSettingsResponse, await getClaimSettings(viewer)),
);

export const PATCH = withViewer(async ({ viewer, request }) => {
  const { settings } = await readBody(request, ClaimSettingsRequest);
  return answer(ClaimSettingsResponse, await changeClaimSettings(viewer, settings));
});
