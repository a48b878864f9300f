import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { WORDS, hitWords } from '../words.js';
import { UnitOption } from './unit-option.js';
import { type UnitRow, searchUnits } from './unit-tree.js';

interface Props {
  readonly rows: readonly UnitRow[];
  /** `null` when the page shows something that is not a unit. */
  readonly selectedId: string | null;
  readonly choose: (id: string) => void;
}

interface Search {
  /** `null`: nothing typed since the list was opened, so the whole tree is shown. */
  readonly typed: string | null;
  readonly activeId: string | null;
}

/**
 * The tree of units as a searchable combobox, by the pattern of the ARIA Authoring Practices: focus stays in the field,
 * arrows move through the list, Enter chooses, Escape and leaving change nothing.
 */
export function UnitPicker({ rows, selectedId, choose }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState<Search | null>(null);
  const typed = search?.typed ?? '';
  const hits = useMemo(() => searchUnits(rows, typed), [rows, typed]);
  const selectedName = rows.find((row) => row.id === selectedId)?.name ?? '';
  const active = hits.find((row) => row.id === search?.activeId);

  const optionId = (unitId: string) => `${id}-${unitId}`;
  const activeOption = search && active ? optionId(active.id) : undefined;
  useEffect(() => {
    if (activeOption) document.getElementById(activeOption)?.scrollIntoView({ block: 'nearest' });
  }, [activeOption]);

  function open() {
    if (!search) setSearch({ typed: null, activeId: selectedId });
  }

  function type(text: string) {
    const first = text.trim() === '' ? undefined : searchUnits(rows, text)[0];
    setSearch({ typed: text, activeId: first?.id ?? null });
  }

  function move(step: number) {
    if (!search) {
      open();
      return;
    }
    const from = active ? hits.indexOf(active) : step > 0 ? -1 : 0;
    const next = hits[(from + step + hits.length) % Math.max(hits.length, 1)];
    setSearch({ ...search, activeId: next?.id ?? null });
  }

  function pick(unitId: string) {
    setSearch(null);
    choose(unitId);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && search && active) pick(active.id);
    else if (event.key === 'Escape' && search) setSearch(null);
    else return;
    event.preventDefault();
  }

  return (
    <div className="picker unit-picker">
      <label htmlFor={id}>{WORDS.unit}</label>
      <div className="unit-field">
        <input
          id={id}
          ref={field}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-expanded={search !== null}
          aria-controls={`${id}-list`}
          aria-activedescendant={activeOption}
          placeholder={WORDS.unitHint}
          value={search?.typed ?? selectedName}
          onChange={(event) => {
            type(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onClick={open}
          onFocus={(event) => {
            event.target.select();
          }}
          onBlur={() => {
            setSearch(null);
          }}
        />
        <ChevronDown />
      </div>
      <ul id={`${id}-list`} className="unit-list" role="listbox" aria-label={WORDS.unit} hidden={!search}>
        {hits.map((row) => (
          <UnitOption
            key={row.id}
            id={optionId(row.id)}
            row={row}
            active={row === active}
            selected={row.id === selectedId}
            inTree={typed.trim() === ''}
            pick={pick}
          />
        ))}
      </ul>
      {search && hits.length === 0 && <p className="unit-list no-hits">{WORDS.noSuchUnit}</p>}
      <p className="hidden" role="status">
        {search && typed !== '' ? hitWords(hits.length) : ''}
      </p>
    </div>
  );
}

function ChevronDown() {
  return (
    <svg className="chevron" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="m4 6 4 4 4-4" />
    </svg>
  );
}
