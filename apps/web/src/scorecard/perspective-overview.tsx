import { PERSPECTIVE_STATUS_WORDS } from '#core';
import { WORDS } from '../words.js';
import { Bar } from './bar.js';
import { ScoreText } from './score-text.js';
import { StatusMark, toneOf } from './status-mark.js';
import type { ShownScorecard } from './use-scorecard.js';

/** The balance at a glance: five perspectives, each a way down to its measures. */
export function PerspectiveOverview({ shown }: { readonly shown: ShownScorecard }) {
  return (
    <nav className="overview" aria-label={WORDS.overview}>
      <ul>
        {shown.scorecard.perspectives.map((score) => (
          <li key={score.id}>
            <a href={`#${score.id}`} className="overview-tile">
              <span className="overview-name">{shown.perspectives.get(score.id)?.name.sv ?? score.id}</span>
              <ScoreText score={score.score} />
              <Bar percent={score.score} tone={toneOf(score.status)} />
              <span className="overview-foot">
                <StatusMark status={score.status} words={PERSPECTIVE_STATUS_WORDS} />
                {score.preliminary && <span className="preliminary">{WORDS.preliminary}</span>}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <p className="overview-legend">{WORDS.scoreLegend}</p>
    </nav>
  );
}
