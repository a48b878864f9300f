import { type ExplainedFact, formatCount } from '#core';
import { MoreButton } from '../handing-in/more-button.js';
import { useLongList } from '../handing-in/use-long-list.js';
import { Panel } from '../panel/panel.js';
import { TableFrame } from '../panel/table-frame.js';
import { EXPLANATION, SIDE_WORDS } from './words.js';

/** The facts that are the subject's own, as each enters its side. */
export function OwnFacts({ facts }: { readonly facts: readonly ExplainedFact[] }) {
  const { drawn, more, drawMore } = useLongList(facts, { first: 10, step: 50 });
  return (
    <Panel title={EXPLANATION.facts}>
      <TableFrame caption={EXPLANATION.facts}>
        <thead>
          <tr>
            <th scope="col">{EXPLANATION.side}</th>
            <th scope="col">{EXPLANATION.period}</th>
            <th scope="col">{EXPLANATION.system}</th>
            <th scope="col" className="number">
              {EXPLANATION.sum}
            </th>
            <th scope="col" className="number">
              {EXPLANATION.count}
            </th>
          </tr>
        </thead>
        <tbody>
          {drawn.map(({ side, unit, period, system, sum, count }) => (
            <tr key={[side, unit, period, system].join(' ')}>
              <th scope="row">{SIDE_WORDS[side]}</th>
              <td className="owed-period">{period}</td>
              <td>{system ?? EXPLANATION.nothing}</td>
              <td className="number">{formatCount(sum)}</td>
              <td className="number">{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      <MoreButton more={more} drawMore={drawMore} />
    </Panel>
  );
}
