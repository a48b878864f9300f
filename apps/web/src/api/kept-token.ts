const KEPT_AS = 'perspektiv:token';

/** The token that somebody has signed in with in this tab; `null` when there is none. */
export function keptToken(): string | null {
  return window.sessionStorage.getItem(KEPT_AS);
}

/** Keeps a token until the tab is closed. */
export function keepToken(token: string): void {
  window.sessionStorage.setItem(KEPT_AS, token);
}

export function dropToken(): void {
  window.sessionStorage.removeItem(KEPT_AS);
}
