interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Whether hosts below the domain get it, too. */
  readonly isWide: boolean;
  readonly path: string;
  readonly isSecure: boolean;
}

/** The cookies of one transaction (RFC 6265): who gets what is set, for as long as the transaction lasts. */
export class CookieJar {
  private readonly cookies = new Map<string, Cookie>();

  /** Takes what an answer sets; what is meant for others, or out of date, is not kept. */
  take(url: URL, setCookies: readonly string[]): void {
    for (const written of setCookies) {
      const cookie = parsedCookie(written, url);
      if (!cookie) continue;
      const key = `${cookie.domain};${cookie.path};${cookie.name}`;
      if (isOver(written)) this.cookies.delete(key);
      else this.cookies.set(key, cookie);
    }
  }

  /** The header of a request, as an entry of none or one. */
  headerFor(url: URL): Record<string, string> {
    const fitting = [...this.cookies.values()].filter((cookie) => fits(cookie, url));
    fitting.sort((a, b) => b.path.length - a.path.length);
    if (fitting.length === 0) return {};
    return { Cookie: fitting.map(({ name, value }) => `${name}=${value}`).join('; ') };
  }
}

function attribute(written: string, name: string): string | null {
  return (
    new RegExp(`;\\s*${name}\\s*(?:=\\s*([^;]*))?(?:;|$)`, 'i').exec(written)?.slice(1)[0]?.trim() ?? null
  );
}

function parsedCookie(written: string, { hostname, pathname }: URL): Cookie | null {
  const [, name = '', value = ''] = /^\s*([^=;\s]+)\s*=\s*([^;]*?)\s*(?:;|$)/.exec(written) ?? [];
  if (name === '') return null;
  const domain = attribute(written, 'domain')?.replace(/^\./, '').toLowerCase() ?? '';
  if (domain !== '' && !isBelow(hostname, domain)) return null;
  const path = attribute(written, 'path') ?? '';
  return {
    name,
    value,
    domain: domain === '' ? hostname : domain,
    isWide: domain !== '',
    path: path.startsWith('/') ? path : (/^(.*)\//.exec(pathname)?.[1] ?? '') || '/',
    isSecure: /;\s*secure\s*(?:;|$)/i.test(written),
  };
}

function isOver(written: string): boolean {
  const maxAge = attribute(written, 'max-age');
  if (maxAge !== null && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0;
  const expires = attribute(written, 'expires');
  return expires !== null && Date.parse(expires) <= Date.now();
}

function isBelow(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}

function fits({ domain, isWide, path, isSecure }: Cookie, { hostname, pathname, protocol }: URL): boolean {
  if (isWide ? !isBelow(hostname, domain) : hostname !== domain) return false;
  if (isSecure && protocol !== 'https:') return false;
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}
