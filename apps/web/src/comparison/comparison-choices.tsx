import type { ComparisonBase } from '#core';
import type { MeasureAnswer } from '../api/answers.js';
import { Choice } from '../panel/choice.js';
import type { ComparisonAddress } from './comparison-address.js';
import { BASE_WORDS, COMPARISON, PEER_WORDS } from './words.js';

interface Props {
  readonly address: ComparisonAddress;
  readonly go: (to: ComparisonAddress) => void;
  readonly measures: readonly MeasureAnswer[];
  /** What the measure can be shared out among. */
  readonly bases: readonly ComparisonBase[];
}

/** Which measure, among whom, and on which base. */
export function ComparisonChoices({ address, go, measures, bases }: Props) {
  const kinds = Object.entries(PEER_WORDS).map(([value, name]) => ({ value, name }));
  const peers = [{ value: '', name: COMPARISON.allUnits as string }, ...kinds];
  return (
    <>
      <Choice
        label={COMPARISON.measure}
        choices={measures.map(({ id, name }) => ({ value: id, name: name.sv }))}
        chosen={address.measure}
        choose={(measure) => {
          go({ ...address, measure, base: 'none' });
        }}
      />
      <Choice
        label={COMPARISON.peers}
        choices={peers}
        chosen={address.peers ?? ''}
        choose={(kind) => {
          go({ ...address, peers: kind === '' ? null : kind });
        }}
      />
      {bases.length > 1 && (
        <Choice
          label={COMPARISON.base}
          choices={bases.map((value) => ({ value, name: BASE_WORDS[value] }))}
          chosen={address.base}
          choose={(base) => {
            go({ ...address, base });
          }}
        />
      )}
    </>
  );
}
