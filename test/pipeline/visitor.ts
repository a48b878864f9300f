/** A browser as far as signing in needs one: it keeps cookies, each for its origin, and follows redirects one by one. */
export class Visitor {
  private readonly jars = new Map<string, Map<string, string>>();

  /** One step: what comes back, redirects too. */
  async step(address: string, init: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(address);
    const headers = new Headers(init.headers);
    const cookies = [...this.jar(origin)].map(([name, value]) => `${name}=${value}`);
    if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) this.keep(origin, cookie);
    return response;
  }

  /** Follows redirects until one leads to an address that `until` accepts, which is not visited any more. */
  async follow(address: string, until: (address: string) => boolean): Promise<string> {
    for (let next = address; ;) {
      if (until(next)) return next;
      const response = await this.step(next);
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${next} answers ${response.status}: ${await response.text()}`);
      next = new URL(location, next).href;
    }
  }

  cookie(origin: string, name: string): string | undefined {
    return this.jar(origin).get(name);
  }

  setCookie(origin: string, name: string, value: string): void {
    this.jar(origin).set(name, value);
  }

  private keep(origin: string, cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(cookie)) this.jar(origin).delete(name);
    else this.jar(origin).set(name, value);
  }

  private jar(origin: string): Map<string, string> {
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    return jar;
  }
}
