import type { BenefitConflict, ClaimPlace, PossibleConflict } from '#core';
import { Panel } from '../panel/panel.js';
import { TableFrame } from '../panel/table-frame.js';
import { formatMillions } from './million.js';
import { CONFLICT_KINDS, PORTFOLIO } from './words.js';

interface Props {
  readonly conflicts: readonly BenefitConflict[];
  readonly nameOfUnit: (id: string) => string;
  readonly nameOfProject: (id: string) => string;
}

/** Changes that are claimed more than once, and which claim stands. */
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
              <th scope="col">{PORTFOLIO.why}</th>
              <th scope="col" className="number">
                {PORTFOLIO.claimed}
              </th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map(({ kind, change, unit, period, stands, excluded, claimed }) => (
              <tr key={[kind, change, unit, period, stands, ...excluded].join(' ')}>
                <th scope="row">{change}</th>
                <td>{nameOfUnit(unit)}</td>
                <td className="owed-period">{period}</td>
                <td>{nameOfProject(stands)}</td>
                <td>{excluded.map(nameOfProject).join(', ')}</td>
                <td>{CONFLICT_KINDS[kind]}</td>
                <td className="number">{formatMillions(claimed.plannedSek)}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </Panel>
  );
}

interface PossibleProps extends Omit<Props, 'conflicts'> {
  readonly conflicts: readonly PossibleConflict[];
}

/** Changes that are claimed both by a unit and by one below it: nothing is left out, and somebody should ask. */
export function PossibleConflicts({ conflicts, nameOfUnit, nameOfProject }: PossibleProps) {
  if (conflicts.length === 0) return null;
  const told = ({ project, unit, period }: ClaimPlace): string =>
    `${nameOfProject(project)}, ${nameOfUnit(unit)}, ${period}`;
  return (
    <Panel title={PORTFOLIO.possibleConflicts}>
      <p className="soft">{PORTFOLIO.possibleConflictsHint}</p>
      <TableFrame caption={PORTFOLIO.possibleConflicts}>
        <thead>
          <tr>
            <th scope="col">{PORTFOLIO.change}</th>
            <th scope="col">{PORTFOLIO.claimedAbove}</th>
            <th scope="col">{PORTFOLIO.claimedBelow}</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map(({ change, above, below }) => (
            <tr key={[change, told(above), told(below)].join(' ')}>
              <th scope="row">{change}</th>
              <td>{told(above)}</td>
              <td>{told(below)}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </Panel>
  );
}
