import { formatScore } from '#core';
import { WORDS } from '../words.js';

/** A score 0–100, or that there is none. */
export function ScoreText({ score }: { readonly score: number | null }) {
  if (score === null) return <span className="score none">{WORDS.noScore}</span>;
  return (
    <span className="score">
      <span className="hidden">{WORDS.score} </span>
      <strong>{formatScore(score)}</strong> <span className="score-of">{WORDS.outOf}</span>
    </span>
  );
}
