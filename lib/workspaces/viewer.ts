import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import { findViewer, type Viewer } from "./find-viewer";

/** Set by proxy.ts, so that a person comes back to where the session ran out. */
const pathHeader = "x-freshet-path";

/**
 * The viewer of a page, looked up once per request; sends people without a session to sign in and back. Every data
 * component calls it first.
 */
export const getViewer = cache(async (): Promise<Viewer> => {
  await connection();
  const requestHeaders = await headers();
  const viewer = await findViewer(requestHeaders);
  if (viewer) return viewer;
  const query = new URLSearchParams({ expired: "1", next: requestHeaders.get(pathHeader) ?? "/dashboard" });
  redirect(`/sign-in?${query}`);
});
