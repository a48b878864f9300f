import type { ProjectStanding } from '#core';
import { formatDay } from '../format/instant.js';
import { Panel } from '../panel/panel.js';
import { TableFrame } from '../panel/table-frame.js';
import { formatMillions } from './million.js';
import { PORTFOLIO } from './words.js';

interface Props {
  readonly projects: readonly ProjectStanding[];
  readonly nameOfUnit: (id: string) => string;
}

/** What a project did not spend in a year in which it did not run is not missing. */
const NOT_THEN = '–';

const AMOUNTS: readonly (readonly [string, (project: ProjectStanding) => number | null])[] = [
  [PORTFOLIO.budget, (project) => project.budgetSek],
  [PORTFOLIO.spentInYear, (project) => project.inYear.spentSek],
  [PORTFOLIO.spentInAll, (project) => project.spentSek],
  [PORTFOLIO.plannedBenefit, (project) => project.benefit.total.plannedSek],
  [PORTFOLIO.realisedBenefit, (project) => project.benefit.total.realisedSek],
];

/** Each project's cost and benefit side by side; those that run for more than a year are flagged. */
export function Projects({ projects, nameOfUnit }: Props) {
  return (
    <Panel title={PORTFOLIO.projects}>
      <p className="soft">{projects.length > 0 ? PORTFOLIO.projectsHint : PORTFOLIO.noProjects}</p>
      {projects.length > 0 && (
        <TableFrame caption={PORTFOLIO.projects}>
          <thead>
            <tr>
              <th scope="col">{PORTFOLIO.project}</th>
              <th scope="col">{PORTFOLIO.time}</th>
              {AMOUNTS.map(([name]) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {projects.map((project) => (
              <tr key={project.id}>
                <th scope="row">
                  {project.name}
                  <span className="owed-unit">
                    {nameOfUnit(project.unit)}
                    {project.benefitOwner !== null && `. ${PORTFOLIO.owner} ${project.benefitOwner}`}
                  </span>
                </th>
                <td>
                  {formatDay(project.start)} – {formatDay(project.end)}{' '}
                  {project.overOneYear && (
                    <span className="preliminary" title={PORTFOLIO.overOneYearHint}>
                      {PORTFOLIO.overOneYear}
                    </span>
                  )}
                </td>
                {AMOUNTS.map(([name, amountOf]) => (
                  <td key={name} className="number">
                    {name === PORTFOLIO.spentInYear && !project.running && project.inYear.spentSek === null
                      ? NOT_THEN
                      : formatMillions(amountOf(project))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      {projects.some(({ overOneYear }) => overOneYear) && <p className="soft">{PORTFOLIO.overOneYearHint}</p>}
    </Panel>
  );
}
