import type { UnitRow } from './unit-tree.js';

interface Props {
  readonly id: string;
  readonly row: UnitRow;
  readonly active: boolean;
  readonly selected: boolean;
  /** Shown where it stands in the tree; otherwise as a hit of a search, with whom it stands below. */
  readonly inTree: boolean;
  readonly pick: (id: string) => void;
}

/** One unit in the picker's list. */
export function UnitOption({ id, row, active, selected, inTree, pick }: Props) {
  const parent = row.above.at(-1)?.name;
  const place = inTree ? `depth-${Math.min(row.depth, 3)}` : 'hit';
  return (
    <li
      id={id}
      role="option"
      aria-selected={selected}
      className={`unit-option ${place}${active ? ' active' : ''}`}
      onMouseDown={(event) => {
        // The field would lose focus, and the list close, before the click.
        event.preventDefault();
      }}
      onClick={() => {
        pick(row.id);
      }}
    >
      {row.name}
      {!inTree && parent && <span className="unit-option-parent">{parent}</span>}
    </li>
  );
}
