import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { findViewer, type Viewer } from "./find-viewer";

/** The viewer of a page; sends people without a session to sign in. Every data component calls it first. */
export async function getViewer(): Promise<Viewer> {
  await connection();
  const requestHeaders = await headers();
  const viewer = await findViewer(requestHeaders);
  if (!viewer) redirect(requestHeaders.has("cookie") ? "/sign-in?expired=1" : "/sign-in");
  return viewer;
}
