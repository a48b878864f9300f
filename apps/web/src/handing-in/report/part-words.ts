const KINDS: Readonly<Record<string, string>> = { actual: 'Utfall', budget: 'Budget', forecast: 'Prognos' };
const WAYS: Readonly<Record<string, string>> = {
  ledger: 'ur huvudboken',
  'cloud-bill': 'ur molnfakturan',
  table: 'ur en tabell',
};

/** What tells a delivery apart from others of its unit and period, in words: `Utfall ur huvudboken`. */
export function partWords(part: string): string {
  const [kind = '', way = ''] = part.split('/');
  return [KINDS[kind] ?? kind, WAYS[way] ?? way].join(' ').trim();
}
