import {
  type ComparedSubject,
  type Comparison,
  completenessPercent,
  formatBriefly,
  formatNumber,
} from '#core';
import { writeAddress } from '../address/address.js';
import { PageLink } from '../address/page-link.js';
import { PATHS } from '../address/use-path.js';
import { explanationHref } from '../explanation/explanation-address.js';
import type { CalendarPeriod } from '../format/period.js';
import { Panel } from '../panel/panel.js';
import { TableFrame } from '../panel/table-frame.js';
import { StatusMark } from '../scorecard/status-mark.js';
import { ComparisonLegend } from './comparison-legend.js';
import { type Scale, scaleOf } from './scale.js';
import { UnitMark } from './unit-mark.js';
import { COMPARISON } from './words.js';

interface Props {
  readonly comparison: Comparison;
  readonly period: CalendarPeriod;
  /** Another one is on its way. */
  readonly updating: boolean;
}

/** All units side by side, best first, then those without a number. */
export function ComparisonView({ comparison, period, updating }: Props) {
  const { items, whole, name } = comparison;
  const scale = scaleOf(comparison);
  const shown = { comparison, period, scale };
  return (
    <div className={updating ? 'scorecard updating' : 'scorecard'}>
      <Panel title={COMPARISON.legend} className="legend">
        <ComparisonLegend comparison={comparison} />
      </Panel>
      <Panel title={name.sv} className="compared">
        {items.length === 0 && <p>{COMPARISON.nobody}</p>}
        <TableFrame caption={name.sv}>
          <thead>
            <tr>
              <th scope="col" className="number">
                {COMPARISON.rank}
              </th>
              <th scope="col">{COMPARISON.unit}</th>
              <th scope="col" className="number">
                {COMPARISON.value}
              </th>
              <th scope="col">{COMPARISON.chart}</th>
              <th scope="col">{COMPARISON.quartile}</th>
              <th scope="col">{COMPARISON.status}</th>
              <th scope="col" className="number">
                {COMPARISON.completeness}
              </th>
              <th scope="col">
                <span className="hidden">{COMPARISON.why}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {whole && <ComparedRow item={whole} {...shown} />}
            {items.map((item) => (
              <ComparedRow key={item.subject.id} item={item} {...shown} />
            ))}
          </tbody>
        </TableFrame>
      </Panel>
    </div>
  );
}

interface RowProps {
  readonly item: ComparedSubject;
  readonly comparison: Comparison;
  readonly period: CalendarPeriod;
  readonly scale: Scale;
}

function ComparedRow({ item, comparison, period, scale }: RowProps) {
  const { subject, value, rank, quartile, status, completeness } = item;
  const { decimals, quartiles, measure, unitOfMeasure } = comparison;
  const percent = completenessPercent(completeness);
  return (
    <tr className={item === comparison.whole ? 'whole' : undefined}>
      <td className="number">{rank}</td>
      <th scope="row">
        <PageLink href={`${PATHS.scorecard}${writeAddress({ subject, period, edition: null })}`}>
          {subject.name}
        </PageLink>
      </th>
      <td className="number">
        {value.kind === 'number' && formatBriefly(value.number, decimals, unitOfMeasure.sv)}
        {value.kind === 'number' && value.interval && (
          <span className="interval">
            {formatNumber(value.interval.low, decimals)}–{formatNumber(value.interval.high, decimals)}
          </span>
        )}
      </td>
      <td className="chart">
        <UnitMark item={item} scale={scale} quartiles={quartiles} target={comparison.targets[0]?.target} />
      </td>
      <td>{quartile !== null && COMPARISON.quartileNumber(quartile)}</td>
      <td>
        <StatusMark status={status} />
      </td>
      <td className="number">{percent === null ? '' : `${percent}\u00a0%`}</td>
      <td>
        <PageLink href={explanationHref({ subject, period, edition: null }, measure)}>
          {COMPARISON.why}
          <span className="hidden"> {subject.name}</span>
        </PageLink>
      </td>
    </tr>
  );
}
