import { type PerspectiveScore, PERSPECTIVE_STATUS_WORDS } from '#core';
import type { Address } from '../address/address.js';
import { explanationHref } from '../explanation/explanation-address.js';
import { WORDS } from '../words.js';
import { Bar } from './bar.js';
import { CompletenessText } from './completeness-text.js';
import { MeasureCard } from './measure-card.js';
import { ScoreText } from './score-text.js';
import { StatusMark, toneOf } from './status-mark.js';
import type { ShownScorecard } from './use-scorecard.js';

interface Props {
  readonly score: PerspectiveScore;
  readonly shown: ShownScorecard;
  readonly address: Address;
}

/** One perspective: its question, how it stands, and its measures. */
export function PerspectiveSection({ score, shown, address }: Props) {
  const perspective = shown.perspectives.get(score.id);
  return (
    <section id={score.id} className="perspective" aria-labelledby={`${score.id}-name`} tabIndex={-1}>
      <div className="perspective-head">
        <div className="perspective-intro">
          <h2 id={`${score.id}-name`}>{perspective?.name.sv ?? score.id}</h2>
          {perspective && <p className="perspective-question">{perspective.question.sv}</p>}
        </div>
        <div className="perspective-standing">
          <ScoreText score={score.score} />
          <Bar percent={score.score} tone={toneOf(score.status)} />
          <p>
            <StatusMark status={score.status} words={PERSPECTIVE_STATUS_WORDS} />
          </p>
          {score.preliminary && (
            <p>
              <span className="preliminary">{WORDS.preliminary}</span>{' '}
              <span className="soft">{WORDS.preliminaryExplanation}</span>
            </p>
          )}
          <p>
            <CompletenessText completeness={score.completeness} />
          </p>
        </div>
      </div>
      <ul className="measures">
        {score.measures.map((measure) => (
          <MeasureCard
            key={measure.id}
            measure={measure}
            subject={shown.scorecard.subject}
            definition={shown.measures.get(measure.id)}
            period={shown.period}
            remarks={shown.remarks.filter(({ measure: about }) => about === measure.id)}
            why={address.edition === null ? explanationHref(address, measure.id) : null}
          />
        ))}
      </ul>
    </section>
  );
}
