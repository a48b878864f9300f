import type { BenefitYear } from '#core';
import { Panel } from '../panel/panel.js';
import { TableFrame } from '../panel/table-frame.js';
import { formatMillions } from './million.js';
import { BENEFIT_KIND_WORDS, PORTFOLIO } from './words.js';

const KINDS = ['external', 'internal', 'total'] as const;

/** Benefit that was planned and that came, year by year. */
export function BenefitYears({ years }: { readonly years: readonly BenefitYear[] }) {
  if (years.length === 0) return null;
  return (
    <Panel title={PORTFOLIO.benefits}>
      <p className="soft">{PORTFOLIO.benefitsHint}</p>
      <TableFrame caption={PORTFOLIO.benefits}>
        <thead>
          <tr>
            <th scope="col">{PORTFOLIO.year}</th>
            {KINDS.flatMap((kind) =>
              [PORTFOLIO.planned, PORTFOLIO.realised].map((word) => (
                <th key={`${kind} ${word}`} scope="col" className="number">
                  {BENEFIT_KIND_WORDS[kind]}, {word.toLowerCase()}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {years.map(({ year, benefit }) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              {KINDS.flatMap((kind) => [
                <td key={`${kind} planned`} className="number">
                  {formatMillions(benefit[kind].plannedSek)}
                </td>,
                <td key={`${kind} realised`} className="number">
                  {formatMillions(benefit[kind].realisedSek)}
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </Panel>
  );
}
