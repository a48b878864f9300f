import { useId, useState } from 'react';
import type { SystemAnswer } from '../calls.js';
import { WORK, chosenWords } from './words.js';

interface Props {
  readonly systems: readonly SystemAnswer[];
  /** Ids. */
  readonly chosen: readonly string[];
  readonly choose: (chosen: readonly string[]) => void;
}

/** One or many systems, found by name; those that are chosen stand first. */
export function SystemChoice({ systems, chosen, choose }: Props) {
  const id = useId();
  const [wanted, setWanted] = useState('');
  const text = wanted.trim().toLocaleLowerCase('sv');
  const isChosen = (system: SystemAnswer): boolean => chosen.includes(system.id);
  const found = systems
    .filter((system) => isChosen(system) || system.name.sv.toLocaleLowerCase('sv').includes(text))
    .toSorted(
      (a, b) => Number(isChosen(b)) - Number(isChosen(a)) || a.name.sv.localeCompare(b.name.sv, 'sv'),
    );
  return (
    <fieldset className="system-choice">
      <legend>{WORK.systems}</legend>
      <div className="field">
        <label htmlFor={id}>{WORK.find}</label>
        <input
          id={id}
          type="search"
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value);
          }}
        />
      </div>
      <div className="system-choice-list">
        {found.map((system) => (
          <label key={system.id} className="check">
            <input
              type="checkbox"
              checked={isChosen(system)}
              onChange={({ target: { checked } }) => {
                choose(checked ? [...chosen, system.id] : chosen.filter((each) => each !== system.id));
              }}
            />
            {system.name.sv}
          </label>
        ))}
      </div>
      <p className="field-hint" role="status">
        {chosenWords(chosen.length)}
      </p>
    </fieldset>
  );
}
