import type { BenefitConflict } from '#core';
import { Panel } from '../panel/panel.js';
import { TableFrame } from '../panel/table-frame.js';
import { formatMillions } from './million.js';
import { PORTFOLIO } from './words.js';

interface Props {
  readonly conflicts: readonly BenefitConflict[];
  readonly nameOfUnit: (id: string) => string;
  readonly nameOfProject: (id: string) => string;
}

/** Changes that more than one project claims, and whose claim stands. */
export function Conflicts({ conflicts, nameOfUnit, nameOfProject }: Props) {
  return (
    <Panel title={PORTFOLIO.conflicts}>
      <p className="soft">{conflicts.length > 0 ? PORTFOLIO.conflictsHint : PORTFOLIO.noConflicts}</p>
      {conflicts.length > 0 && (
        <TableFrame caption={PORTFOLIO.conflicts}>
          <thead>
            <tr>
              <th scope="col">{PORTFOLIO.change}</th>
              <th scope="col">{PORTFOLIO.unit}</th>
              <th scope="col">{PORTFOLIO.period}</th>
              <th scope="col">{PORTFOLIO.stands}</th>
              <th scope="col">{PORTFOLIO.excluded}</th>
              <th scope="col" className="number">
                {PORTFOLIO.claimed}
              </th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map(({ change, unit, period, stands, excluded, claimed }) => (
              <tr key={[change, unit, period, ...excluded].join(' ')}>
                <th scope="row">{change}</th>
                <td>{nameOfUnit(unit)}</td>
                <td className="owed-period">{period}</td>
                <td>{nameOfProject(stands)}</td>
                <td>{excluded.map(nameOfProject).join(', ')}</td>
                <td className="number">{formatMillions(claimed.plannedSek)}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </Panel>
  );
}
