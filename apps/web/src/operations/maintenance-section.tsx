import { formatInstant } from '../format/instant.js';
import type { WorkAnswer } from './calls.js';
import { OPERATIONS } from './words.js';

interface Props {
  readonly work: readonly WorkAnswer[];
  readonly nameOf: (id: string) => string;
}

/** The work that goes on or is to come. */
export function MaintenanceSection({ work, nameOf }: Props) {
  return (
    <section className="panel" aria-labelledby="maintenance-heading">
      <h2 id="maintenance-heading">{OPERATIONS.maintenance}</h2>
      {work.length === 0 && <p className="soft">{OPERATIONS.noMaintenance}</p>}
      <ul className="work">
        {work.map(({ plan, system, note, from, to, inTime }) => (
          <li key={`${plan} ${system} ${from}`}>
            <strong>{nameOf(system)}</strong>
            <span>{note}</span>
            <span className="soft">
              {formatInstant(from)} – {formatInstant(to)}
            </span>
            {!inTime && <span className="soft">{OPERATIONS.lateAnnounced}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
