/** As other resolvers do. */
const MOST_DOMAINS = 6;

/** The domains in which short names are looked for, by a text in the form of resolv.conf(5): its last such line counts. */
export function searchDomainsIn(text: string): readonly string[] {
  const lines = text.split('\n').map((line) =>
    line
      .replace(/[#;].*/, '')
      .trim()
      .split(/\s+/),
  );
  const [, ...domains] = lines.findLast(([key]) => key === 'search' || key === 'domain') ?? [];
  return domains.map((domain) => domain.replace(/\.$/, '')).slice(0, MOST_DOMAINS);
}

/** The names that a name may stand for, without itself: none for one that ends with a dot. */
export function namesWithin(hostname: string, domains: readonly string[]): readonly string[] {
  return hostname.endsWith('.') ? [] : domains.map((domain) => `${hostname}.${domain}`);
}
