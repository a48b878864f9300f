import { useCallback } from 'react';
import { useAnswer } from '../api/use-answer.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { Panel } from '../panel/panel.js';
import { previewFreeze } from './calls.js';
import type { Closable } from './closable.js';
import { FreezeForm } from './freeze-form.js';
import { FreezePreviewView } from './freeze-preview.js';
import { CLOSING } from './words.js';

interface Props {
  readonly closable: Closable;
  readonly turn: number;
  readonly frozen: () => void;
}

/** What freezing, or restating, would keep; and the form that does it once the period is typed. */
export function FreezeSection({ closable, turn, frozen }: Props) {
  const { period, editions } = closable;
  const restate = editions.length > 0;
  const asked = useCallback(() => previewFreeze(period, restate), [period, restate]);
  const { value, problem, retry } = useAnswer(`preview ${period} ${editions.length} ${turn}`, asked);
  const nothingNew =
    value?.changed && value.changed.measures + value.changed.slices + value.changed.definitions === 0;
  return (
    <Panel title={restate ? CLOSING.restate : CLOSING.freeze}>
      <p className="soft">{restate ? CLOSING.restateIntro : CLOSING.freezeIntro}</p>
      {problem && <ProblemNotice problem={problem} retry={retry} />}
      {!value && !problem && <p className="soft">{CLOSING.loading}</p>}
      {value && nothingNew && <p>{CLOSING.noDifference}</p>}
      {value && !nothingNew && <FreezePreviewView preview={value} />}
      {value && !nothingNew && (
        <FreezeForm key={editions.length} period={period} restate={restate} frozen={frozen} />
      )}
    </Panel>
  );
}
