import { HANDING_IN, sentWords } from '../words.js';
import type { Sending } from './hand-in.js';

interface Props {
  readonly sending: Sending;
  /** Absent for what is being stored: that cannot be called back. */
  readonly cancel?: () => void;
}

/** How far a file has come. */
export function SendingProgress({ sending, cancel }: Props) {
  const { sent, dryRun } = sending;
  const waiting = dryRun ? HANDING_IN.checking : HANDING_IN.storing;
  const words = sent < 1 ? sentWords(sent) : waiting;
  return (
    <div className="sending">
      <p>{words}</p>
      <progress aria-label={words} {...(sent < 1 ? { value: sent } : {})} />
      {cancel && (
        <button type="button" className="button quiet small" onClick={cancel}>
          {HANDING_IN.cancel}
        </button>
      )}
    </div>
  );
}
