import { type NextRequest, NextResponse } from "next/server";

const hasSession = ({ cookies }: NextRequest) =>
  cookies.getAll().some(({ name }) => name.endsWith("better-auth.session_token"));

/** Sends people without a session cookie to sign in, and notes the path. Authorization happens in every handler. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const path = `${pathname}${search}`;
  if (!hasSession(request)) {
    const signIn = request.nextUrl.clone();
    signIn.pathname = "/sign-in";
    signIn.search = pathname === "/" ? "" : `?${new URLSearchParams({ next: path })}`;
    return NextResponse.redirect(signIn);
  }
  const headers = new Headers(request.headers);
  headers.set("x-freshet-path", path);
  return NextResponse.next({ request: { headers } });
}

export const config = {
  matcher: [
    "/",
    "/dashboard/:path*",
    "/settings/:path*",
    "/syncs/:path*",
    "/changes/:path*",
    "/alerts/:path*",
    "/connect/:path*",
    "/connections/:path*",
  ],
};
