import type { Status } from '#core';
import { STATUS_WORDS } from '../words.js';

/** What a colour means on this page. */
export type Tone = 'good' | 'near' | 'bad' | 'calm';

const TONES: Record<Status, Tone> = {
  met: 'good',
  near: 'near',
  'not-met': 'bad',
  accepted: 'calm',
  informative: 'calm',
  'not-applicable': 'calm',
  'not-provided': 'calm',
  suppressed: 'calm',
};

/** The colour that goes with a status; never the only sign of it. */
export function toneOf(status: Status): Tone {
  return TONES[status];
}

/** Shapes that differ without colour: a disc, a half, a diamond, and outlines for what is no verdict. */
const SHAPES: Record<Status, { readonly solid?: string; readonly line: string }> = {
  met: { solid: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Z', line: 'm4.8 8.2 2.2 2.2 4.2-4.6' },
  near: { solid: 'M8 1.2 15.2 14.4H.8Z', line: 'M8 6v3.6M8 11.9v.1' },
  'not-met': {
    solid: 'M2.6 1h10.8L15 2.6v10.8L13.4 15H2.6L1 13.4V2.6Z',
    line: 'm5.2 5.2 5.6 5.6m0-5.6-5.6 5.6',
  },
  accepted: { line: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Zm-3 6.3 2.1 2.1 3.9-4.2' },
  informative: { line: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Zm0 5.6V11M8 4.9V5' },
  'not-applicable': { line: 'M3 8h10' },
  'not-provided': { line: 'M5.4 6a2.6 2.6 0 1 1 3.9 2.2C8.4 8.7 8 9.2 8 10M8 12.7v.1' },
  suppressed: { line: 'M3.2 7h9.6v7H3.2ZM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2' },
};

interface Props {
  readonly status: Status;
  readonly words?: Record<Status, string>;
  /** Only the symbol is drawn; the words are for those who listen. */
  readonly compact?: boolean;
}

/** A status as symbol, text and colour. */
export function StatusMark({ status, words = STATUS_WORDS, compact = false }: Props) {
  const { solid, line } = SHAPES[status];
  return (
    <span className={`status tone-${toneOf(status)}${compact ? ' compact' : ''}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {solid && <path className="status-solid" d={solid} />}
        <path className={solid ? 'status-cut' : 'status-line'} d={line} />
      </svg>
      <span className={compact ? 'hidden' : undefined}>{words[status]}</span>
    </span>
  );
}
