const storageKey = "freshet.invitation";

/** The secret of an invitation from the part behind the `#`, kept for this tab and taken out of the address bar. */
export function keepInvitation(hash: string): string | null {
  const token = hash.replace(/^#/, "");
  if (!/^[\w-]{20,100}$/.test(token)) return null;
  try {
    sessionStorage.setItem(storageKey, token);
    history.replaceState(null, "", location.pathname);
  } catch {
    // Without storage the link has to be opened again after signing in.
  }
  return token;
}

export function readInvitation(): string | null {
  try {
    return sessionStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

export function forgetInvitation(): void {
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // There was nothing to forget.
  }
}
