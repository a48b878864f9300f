import { PageLink } from '../address/page-link.js';
import { PATHS } from '../address/use-path.js';
import { CITY_ID } from '../address/address.js';
import { formatInstant } from '../format/instant.js';
import { Panel } from '../panel/panel.js';
import { TableFrame } from '../panel/table-frame.js';
import type { Closable } from './closable.js';
import { CLOSING, editionHeading } from './words.js';

function standingWords({ isOver, editions, differs }: Closable): string {
  if (editions.length > 0) return differs ? CLOSING.differs : CLOSING.agrees;
  return isOver ? CLOSING.notFrozen : CLOSING.open;
}

function scorecardHref(period: string, edition: string | null): string {
  const query = new URLSearchParams({ unit: CITY_ID, period, ...(edition === null ? {} : { edition }) });
  return `${PATHS.scorecard}?${query.toString()}`;
}

/** How far the period has come, and its editions with who made them, when and why. */
export function StandingSection({ closable }: { readonly closable: Closable }) {
  const { period, editions } = closable;
  return (
    <Panel title={CLOSING.standing}>
      <p role="status">{/^\d{4}-\d\d$/.test(period) ? CLOSING.months : standingWords(closable)}</p>
      {editions.length > 0 && (
        <TableFrame caption={CLOSING.standing}>
          <thead>
            <tr>
              <th scope="col">{CLOSING.edition}</th>
              <th scope="col">{CLOSING.frozenAt}</th>
              <th scope="col">{CLOSING.by}</th>
              <th scope="col">{CLOSING.reason}</th>
              <th scope="col">{CLOSING.checksum}</th>
            </tr>
          </thead>
          <tbody>
            {editions.map(({ name, number, frozenAt, by, reason, hash }) => (
              <tr key={name}>
                <th scope="row">
                  <PageLink href={scorecardHref(period, name)}>{editionHeading(number)}</PageLink>
                </th>
                <td>{formatInstant(frozenAt)}</td>
                <td>{by}</td>
                <td>{reason ?? '–'}</td>
                <td>
                  <code title={hash}>{hash.slice(0, 12)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      <p>
        <PageLink href={scorecardHref(period, null)}>{CLOSING.showScorecard}</PageLink>
      </p>
    </Panel>
  );
}
