import { type ExplainedSystem, formatNumber } from '#core';
import { MoreButton } from '../handing-in/more-button.js';
import { useLongList } from '../handing-in/use-long-list.js';
import { Panel } from '../panel/panel.js';
import { TableFrame } from '../panel/table-frame.js';
import { EXPLANATION } from './words.js';

type Hours = 'upHours' | 'degradedHours' | 'downHours' | 'unmonitoredHours' | 'maintenanceHours';

const HOURS: readonly (readonly [Hours, string])[] = [
  ['upHours', EXPLANATION.up],
  ['degradedHours', EXPLANATION.degraded],
  ['downHours', EXPLANATION.down],
  ['unmonitoredHours', EXPLANATION.unmonitored],
  ['maintenanceHours', EXPLANATION.maintenance],
];

/** What was measured of each system; those that were down longest first. */
export function ProbedSystems({ systems }: { readonly systems: readonly ExplainedSystem[] }) {
  const ordered = systems.toSorted((a, b) => b.downHours - a.downHours);
  const { drawn, more, drawMore } = useLongList(ordered, { first: 10, step: 50 });
  return (
    <Panel title={EXPLANATION.probes}>
      <p className="soft">{EXPLANATION.probesHint}</p>
      <TableFrame caption={EXPLANATION.probes}>
        <thead>
          <tr>
            <th scope="col">{EXPLANATION.system}</th>
            {HOURS.map(([column, name]) => (
              <th key={column} scope="col" className="number">
                {name}
              </th>
            ))}
            <th scope="col" className="number">
              {EXPLANATION.outages}
            </th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((system) => (
            <tr key={system.id}>
              <th scope="row">{system.name.sv}</th>
              {HOURS.map(([column]) => (
                <td key={column} className="number">
                  {formatNumber(system[column], 1)}
                </td>
              ))}
              <td className="number">{system.outages.filter(({ counted }) => counted).length}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      <MoreButton more={more} drawMore={drawMore} />
    </Panel>
  );
}
