import type { FrozenPeriod } from '#core';
import type { Address } from '../address/address.js';
import type { MeasureAnswer } from '../api/answers.js';
import { Choice } from '../panel/choice.js';
import { Differences } from './differences.js';
import { EDITIONS, editionWords } from './words.js';

interface Props {
  readonly frozen: FrozenPeriod;
  readonly address: Address;
  readonly go: (to: Address) => void;
  readonly measures: ReadonlyMap<string, MeasureAnswer>;
}

const LIVE = 'live';

/** Which edition of a frozen period is shown, and what has changed since. */
export function Editions({ frozen, address, go, measures }: Props) {
  const newest = frozen.editions.at(-1);
  const compared = address.edition ?? (frozen.differs ? newest?.name : undefined);
  return (
    <>
      <div className="editions">
        <Choice
          label={EDITIONS.edition}
          choices={[
            { value: LIVE, name: EDITIONS.live },
            ...frozen.editions.map(({ name, number, frozenAt }) => ({
              value: name,
              name: editionWords(number, frozenAt),
            })),
          ]}
          chosen={address.edition ?? LIVE}
          choose={(edition) => {
            go({ ...address, edition: edition === LIVE ? null : edition });
          }}
        />
        <span className="soft">{frozen.differs ? EDITIONS.differs : EDITIONS.agrees}</span>
      </div>
      {compared !== undefined && <Differences from={compared} address={address} measures={measures} />}
    </>
  );
}
