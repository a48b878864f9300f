import {
  type PerspectiveId,
  type Result,
  type Scorecard,
  formatScore,
  PERSPECTIVE_STATUS_WORDS,
} from '#core';
import type { Problem } from '../api/answers.js';
import { StatusMark } from '../scorecard/status-mark.js';
import { WORDS } from '../words.js';

interface Props {
  /** Absent while it is on its way. */
  readonly answer: Result<Scorecard, Problem> | undefined;
  readonly perspective: PerspectiveId;
}

/** A unit's score on one perspective, as number and symbol. */
export function SubUnitScore({ answer, perspective }: Props) {
  if (!answer) return <span className="skeleton-line short" aria-label={WORDS.updating} role="img" />;
  if (!answer.ok) return <span title={answer.problem.detail}>{answer.problem.title}</span>;
  const score = answer.value.perspectives.find((p) => p.id === perspective);
  if (!score) return null;
  return (
    <span className="sub-unit-score">
      <StatusMark status={score.status} words={PERSPECTIVE_STATUS_WORDS} compact={score.score !== null} />
      {score.score !== null && <strong>{formatScore(score.score)}</strong>}
      {score.preliminary && score.score !== null && (
        <abbr className="preliminary" title={WORDS.preliminary}>
          prel.
        </abbr>
      )}
    </span>
  );
}
