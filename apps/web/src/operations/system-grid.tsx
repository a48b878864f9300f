import { useId, useMemo, useState } from 'react';
import { Mark } from '../mark/mark.js';
import type { StateAnswer, SystemAnswer } from './calls.js';
import { OPERATIONS, STATE_WORDS } from './words.js';

interface Props {
  readonly states: readonly StateAnswer[];
  readonly systems: ReadonlyMap<string, SystemAnswer>;
  readonly unitName: (id: string) => string;
}

interface Cell {
  readonly system: SystemAnswer;
  readonly state: StateAnswer;
}

/** Cells by the name of the unit that owns the system, both in the order of the alphabet. */
function grouped(
  cells: readonly Cell[],
  unitName: Props['unitName'],
): (readonly [string, readonly Cell[]])[] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const name = unitName(cell.system.owner);
    groups.set(name, [...(groups.get(name) ?? []), cell]);
  }
  const byName = (a: Cell, b: Cell) => a.system.name.sv.localeCompare(b.system.name.sv, 'sv');
  return [...groups]
    .map(([name, group]) => [name, group.sort(byName)] as const)
    .sort(([a], [b]) => a.localeCompare(b, 'sv'));
}

/** All systems at once, by who owns them: shape and colour say the state, a frame that it is critical. */
export function SystemGrid({ states, systems, unitName }: Props) {
  const id = useId();
  const [wanted, setWanted] = useState('');
  const cells = useMemo(
    () =>
      states.flatMap((state) => {
        const system = systems.get(state.system);
        return system ? [{ system, state }] : [];
      }),
    [states, systems],
  );
  const text = wanted.trim().toLocaleLowerCase('sv');
  const found = cells.filter(({ system }) =>
    `${system.name.sv} ${unitName(system.owner)}`.toLocaleLowerCase('sv').includes(text),
  );
  return (
    <section className="panel" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{OPERATIONS.grid}</h2>
      <div className="field grid-find">
        <label htmlFor={id}>{OPERATIONS.find}</label>
        <input
          id={id}
          type="search"
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value);
          }}
        />
      </div>
      <p className="hidden" role="status">
        {text !== '' && `${found.length} system`}
      </p>
      {found.length === 0 && <p>{OPERATIONS.noHits}</p>}
      <div className="system-groups">
        {grouped(found, unitName).map(([name, group]) => (
          <div key={name}>
            <h3>{name}</h3>
            <ul className="system-cells">
              {group.map((cell) => (
                <GridCell key={cell.system.id} {...cell} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function GridCell({ system, state: { state } }: Cell) {
  const { shape, tone, text } = STATE_WORDS[state];
  return (
    <li className={system.critical ? 'critical' : undefined}>
      <Mark shape={shape} tone={tone} compact>
        {text}:
      </Mark>
      <span>
        {system.name.sv}
        {system.critical && <span className="row-detail">{OPERATIONS.critical}</span>}
      </span>
    </li>
  );
}
