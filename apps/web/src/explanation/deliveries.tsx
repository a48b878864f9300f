import type { ExplainedDelivery } from '#core';
import { MoreButton } from '../handing-in/more-button.js';
import { useLongList } from '../handing-in/use-long-list.js';
import { Panel } from '../panel/panel.js';
import { TableFrame } from '../panel/table-frame.js';
import { EXPLANATION } from './words.js';

interface Props {
  readonly deliveries: readonly ExplainedDelivery[];
  readonly nameOf: (unit: string) => string;
  readonly titleOf: (dataset: string) => string;
}

/** What was expected from whom, and what came: those that lack something first. */
export function Deliveries({ deliveries, nameOf, titleOf }: Props) {
  const ordered = deliveries.toSorted((a, b) => b.missing.length - a.missing.length);
  const { drawn, more, drawMore } = useLongList(ordered, { first: 10, step: 50 });
  return (
    <Panel title={EXPLANATION.deliveries}>
      <TableFrame caption={EXPLANATION.deliveries}>
        <thead>
          <tr>
            <th scope="col">{EXPLANATION.unit}</th>
            <th scope="col">{EXPLANATION.dataset}</th>
            <th scope="col">{EXPLANATION.delivered}</th>
            <th scope="col">{EXPLANATION.missing}</th>
            <th scope="col">{EXPLANATION.notApplicable}</th>
          </tr>
        </thead>
        <tbody>
          {drawn.map(({ unit, delivery, dataset, delivered, missing, notApplicable }) => (
            <tr key={`${unit} ${delivery}`}>
              <th scope="row">{nameOf(unit)}</th>
              <td>{titleOf(dataset)}</td>
              <td>{periodsText(delivered)}</td>
              <td>{periodsText(missing)}</td>
              <td>{periodsText(notApplicable)}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      <MoreButton more={more} drawMore={drawMore} />
    </Panel>
  );
}

function periodsText(periods: readonly string[]): string {
  return periods.length === 0 ? EXPLANATION.nothing : periods.join(', ');
}
