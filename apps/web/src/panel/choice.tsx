import { useId } from 'react';

interface Props<T extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly name: string }[];
  readonly chosen: T;
  readonly choose: (value: T) => void;
}

/** One of a few, from a list with a label; what is chosen is there even when the list has not come yet. */
export function Choice<T extends string>({ label, choices, chosen, choose }: Props<T>) {
  const id = useId();
  const known = choices.some(({ value }) => value === chosen);
  return (
    <div className="picker choice">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => {
          const found = choices.find(({ value }) => value === event.target.value);
          if (found) choose(found.value);
        }}
      >
        {!known && <option value={chosen}>{chosen}</option>}
        {choices.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
