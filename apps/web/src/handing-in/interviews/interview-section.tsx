import type { SurveyWave } from '#core';
import { useCallback, useState } from 'react';
import { useAnswer } from '../../api/use-answer.js';
import type { UnitRow } from '../../header/unit-tree.js';
import { Panel } from '../../panel/panel.js';
import { getSurveyWaves } from '../calls.js';
import { InterviewForm } from './interview-form.js';
import { INTERVIEWS } from './words.js';

interface Props {
  readonly token: string | null;
  /** The units that may be handed in for. */
  readonly units: readonly UnitRow[];
}

/** What may be answered for these units. */
function ownPart(wave: SurveyWave, units: ReadonlySet<string>): SurveyWave {
  return { ...wave, places: wave.places.filter(({ unit }) => units.has(unit)) };
}

/** Where an interviewer enters a group's answers; not there when no survey is open for one's units. */
export function InterviewSection({ token, units }: Props) {
  const [shown, setShown] = useState(false);
  const asked = useCallback((signal: AbortSignal) => getSurveyWaves(token, signal), [token]);
  const { value } = useAnswer('surveys', asked);
  const own = new Set(units.map(({ id }) => id));
  const waves = (value?.items ?? [])
    .filter(({ state }) => state === 'open')
    .map((wave) => ownPart(wave, own))
    .filter(({ places }) => places.length > 0);
  if (waves.length === 0) return null;
  return (
    <Panel title={INTERVIEWS.heading} className="interviews">
      <details
        onToggle={(event) => {
          setShown(event.currentTarget.open);
        }}
      >
        <summary>{INTERVIEWS.open}</summary>
        {shown && <InterviewForm token={token} waves={waves} />}
      </details>
    </Panel>
  );
}
