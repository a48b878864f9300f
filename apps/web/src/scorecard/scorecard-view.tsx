import type { Address } from '../address/address.js';
import { WORDS } from '../words.js';
import { PerspectiveOverview } from './perspective-overview.js';
import { PerspectiveSection } from './perspective-section.js';
import type { ShownScorecard } from './use-scorecard.js';

interface Props {
  readonly shown: ShownScorecard;
  readonly address: Address;
  /** Another one is on its way. */
  readonly updating: boolean;
}

/** The five perspectives side by side, then each with its measures; never folded into one number. */
export function ScorecardView({ shown, address, updating }: Props) {
  const { perspectives } = shown.scorecard;
  if (perspectives.every((perspective) => perspective.measures.length === 0)) {
    return (
      <div className="notice">
        <h2>{WORDS.empty}</h2>
        <p>{WORDS.emptyHint}</p>
      </div>
    );
  }
  return (
    <div className={updating ? 'scorecard updating' : 'scorecard'}>
      <PerspectiveOverview shown={shown} />
      {perspectives.map((score) => (
        <PerspectiveSection key={score.id} score={score} shown={shown} address={address} />
      ))}
    </div>
  );
}
