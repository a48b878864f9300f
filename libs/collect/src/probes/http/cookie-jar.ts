import { CookieJar as Rfc6265Jar } from 'tough-cookie';

/** As browsers read cookies, also for hosts that are no public names. */
const LIKE_BROWSERS = { looseMode: false, rejectPublicSuffixes: true, allowSpecialUseDomain: true };

/** The cookies of one transaction (RFC 6265): who gets what is set, while the transaction runs. */
export class CookieJar {
  /** Absent until an answer sets a cookie, which few probed pages do. */
  private kept: Rfc6265Jar | null = null;

  /** Takes what an answer sets; what is meant for others, malformed, or out of date, is not kept. */
  take(url: URL, setCookies: readonly string[]): void {
    if (setCookies.length === 0) return;
    this.kept ??= new Rfc6265Jar(undefined, LIKE_BROWSERS);
    for (const written of setCookies) this.kept.setCookieSync(written, url, { ignoreError: true });
  }

  /** The header of a request, as an entry of none or one. */
  headerFor(url: URL): Record<string, string> {
    const cookies = this.kept?.getCookieStringSync(url) ?? '';
    return cookies === '' ? {} : { Cookie: cookies };
  }
}
