import { WORDS } from '../words.js';

const FIVE = [1, 2, 3, 4, 5];
const THREE = [1, 2, 3];

/** The shape of a scorecard while the first one is on its way; it takes the room that the figures will. */
export function ScorecardSkeleton() {
  return (
    <div className="scorecard skeleton" aria-hidden="true">
      <div className="overview">
        <ul>
          {FIVE.map((perspective) => (
            <li key={perspective}>
              <div className="overview-tile" />
            </li>
          ))}
        </ul>
        <p className="overview-legend">{WORDS.scoreLegend}</p>
      </div>
      {FIVE.map((perspective) => (
        <div key={perspective} className="perspective">
          <div className="perspective-head">
            <div className="skeleton-line wide" />
            <div className="skeleton-line" />
            <div className="skeleton-line" />
          </div>
          <ul className="measures">
            {THREE.map((measure) => (
              <li key={measure} className="measure">
                <div className="skeleton-line name" />
                <div className="measure-body">
                  <div className="skeleton-line tall" />
                  <div className="skeleton-line wide" />
                  <div className="skeleton-line" />
                </div>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
