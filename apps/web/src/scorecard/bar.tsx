import type { Tone } from '../mark/mark.js';

interface Props {
  /** 0–100; `null` draws the empty track. */
  readonly percent: number | null;
  readonly tone: Tone;
  readonly thin?: boolean;
}

/** A quiet bar beside a number that says the same: drawn only, not read. */
export function Bar({ percent, tone, thin = false }: Props) {
  return (
    <svg
      className={`bar tone-${tone}${thin ? ' thin' : ''}`}
      viewBox="0 0 100 1"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className="bar-track" width="100" height="1" />
      {percent !== null && <rect className="bar-fill" width={percent} height="1" />}
    </svg>
  );
}
