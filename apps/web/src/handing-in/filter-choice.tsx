import { formatCount } from '#core';
import { useId } from 'react';

interface Props<T extends string> {
  readonly legend: string;
  readonly choices: readonly { readonly value: T; readonly name: string; readonly count: number }[];
  readonly chosen: T;
  readonly choose: (value: T) => void;
}

/** Which part of a list is shown, with how many there are of each. */
export function FilterChoice<T extends string>({ legend, choices, chosen, choose }: Props<T>) {
  const id = useId();
  return (
    <fieldset className="filter">
      <legend className="hidden">{legend}</legend>
      {choices.map(({ value, name, count }) => (
        <label key={value}>
          <input
            type="radio"
            name={id}
            value={value}
            checked={value === chosen}
            onChange={() => {
              choose(value);
            }}
          />
          <span>
            {name} <span className="filter-count">{formatCount(count)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
