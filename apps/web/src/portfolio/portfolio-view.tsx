import type { PortfolioStanding } from '#core';
import { Panel } from '../panel/panel.js';
import { BenefitYears } from './benefit-years.js';
import { Conflicts, PossibleConflicts } from './conflicts.js';
import { FrameTiles } from './frame-tiles.js';
import { Projects } from './projects.js';
import { PORTFOLIO } from './words.js';

interface Props {
  readonly standing: PortfolioStanding;
  readonly nameOfUnit: (id: string) => string;
  /** Another one is on its way. */
  readonly updating: boolean;
}

/** A portfolio in a year: money, benefit, projects, and what is claimed twice. */
export function PortfolioView({ standing, nameOfUnit, updating }: Props) {
  const names = new Map(standing.projects.map(({ id, name }) => [id, name]));
  const nameOfProject = (id: string) => names.get(id) ?? id;
  const { qualitative } = standing;
  return (
    <div className={updating ? 'scorecard updating' : 'scorecard'}>
      <FrameTiles standing={standing} />
      <Projects projects={standing.projects} nameOfUnit={nameOfUnit} />
      <BenefitYears years={standing.benefits} />
      <Conflicts conflicts={standing.conflicts} nameOfUnit={nameOfUnit} nameOfProject={nameOfProject} />
      <PossibleConflicts
        conflicts={standing.possibleConflicts}
        nameOfUnit={nameOfUnit}
        nameOfProject={nameOfProject}
      />
      {qualitative.length > 0 && (
        <Panel title={PORTFOLIO.qualitative}>
          <p className="soft">{PORTFOLIO.qualitativeHint}</p>
          <ul className="reasons">
            {qualitative.map(({ project, unit, change, kind, description, periods }) => (
              <li key={[project, unit, change, kind].join(' ')}>
                {description ?? PORTFOLIO.unnamed}{' '}
                <span className="soft">
                  {nameOfProject(project)}, {nameOfUnit(unit)}, {periods.join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
