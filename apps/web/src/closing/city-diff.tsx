import type { EditionDiff } from '#core';
import { useState } from 'react';
import { useAsked } from '../api/use-asked.js';
import type { CatalogueNames } from '../handing-in/catalogue-names.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { Choice } from '../panel/choice.js';
import { Panel } from '../panel/panel.js';
import type { Closable } from './closable.js';
import { ChangedMeasures } from './changed-measures.js';
import { ChangedSlices } from './changed-slices.js';
import { CLOSING, editionHeading } from './words.js';

interface Props {
  readonly closable: Closable;
  readonly names: CatalogueNames;
  readonly turn: number;
}

const LIVE = { value: 'live', name: CLOSING.live } as const;

/** What differs between two editions, or an edition and what is live, of everything that is judged. */
export function CityDiff({ closable, names, turn }: Props) {
  const { period, editions } = closable;
  const [from, setFrom] = useState(editions.at(-1)?.name ?? 'original');
  const [to, setTo] = useState<string>(LIVE.value);
  const kept = editions.map(({ name, number }) => ({ value: name, name: editionHeading(number) }));
  const path = `periods/${period}/diff?${new URLSearchParams({ from, to }).toString()}`;
  const { value, problem, loading, retry } = useAsked<EditionDiff>(path, turn);
  const nothing = value && value.measures.length + value.slices.length + value.definitions.length === 0;
  return (
    <Panel title={CLOSING.differences}>
      <div className="pickers">
        <Choice label={CLOSING.from} choices={kept} chosen={from} choose={setFrom} />
        <Choice label={CLOSING.to} choices={[LIVE, ...kept]} chosen={to} choose={setTo} />
      </div>
      {problem && <ProblemNotice problem={problem} retry={retry} />}
      {loading && !value && <p className="soft">{CLOSING.loading}</p>}
      {nothing && <p>{CLOSING.none}</p>}
      {value && value.measures.length > 0 && (
        <ChangedMeasures key={path} period={period} changes={value.measures} />
      )}
      {value && value.slices.length > 0 && (
        <ChangedSlices key={`${path} slices`} changes={value.slices} names={names} />
      )}
      {value && value.definitions.length > 0 && (
        <p>
          {CLOSING.definitions}: {value.definitions.map(({ measure }) => measure).join(', ')}
        </p>
      )}
    </Panel>
  );
}
