import type { Receipt } from '#core';
import { writeAddress } from '../../address/address.js';
import { PageLink } from '../../address/page-link.js';
import { parsePeriod } from '../../format/period.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { HANDING_IN } from '../words.js';

/** So many scorecards are led to; files of more are found by the page itself. */
const MOST = 6;

/** The way from a receipt to where its figures are seen: the scorecard of each unit in its last period. */
export function ScorecardLinks({
  slices,
  names,
}: Pick<Receipt, 'slices'> & { readonly names: CatalogueNames }) {
  const last = new Map<string, string>();
  for (const { unit, period } of slices) if (period > (last.get(unit) ?? '')) last.set(unit, period);
  const ways = [...last].slice(0, MOST).flatMap(([id, text]) => {
    const period = parsePeriod(text);
    return period ? [{ id, text, period }] : [];
  });
  if (ways.length === 0) return null;
  return (
    <ul className="scorecard-links">
      {ways.map(({ id, text, period }) => (
        <li key={id}>
          <PageLink href={`/${writeAddress({ subject: { kind: 'unit', id }, period, edition: null })}`}>
            {HANDING_IN.scorecardOf} {names.unit(id)}, {names.periodInText(text)}
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
