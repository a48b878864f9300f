import type { ReactNode } from 'react';

/** What a colour means on these pages. */
export type Tone = 'good' | 'near' | 'bad' | 'calm';

/** A symbol of 16 × 16: a filled shape with a line cut into it, or the line alone. */
export interface Shape {
  readonly solid?: string;
  readonly line: string;
}

/** Shapes that differ without colour. */
export const SHAPES = {
  disc: { solid: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Z', line: 'm4.8 8.2 2.2 2.2 4.2-4.6' },
  triangle: { solid: 'M8 1.2 15.2 14.4H.8Z', line: 'M8 6v3.6M8 11.9v.1' },
  octagon: {
    solid: 'M2.6 1h10.8L15 2.6v10.8L13.4 15H2.6L1 13.4V2.6Z',
    line: 'm5.2 5.2 5.6 5.6m0-5.6-5.6 5.6',
  },
  ring: { line: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Zm-3 6.3 2.1 2.1 3.9-4.2' },
  information: { line: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Zm0 5.6V11M8 4.9V5' },
  clock: { line: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Zm0 2.8V8l2.4 1.6' },
  dash: { line: 'M3 8h10' },
  question: { line: 'M5.4 6a2.6 2.6 0 1 1 3.9 2.2C8.4 8.7 8 9.2 8 10M8 12.7v.1' },
  lock: { line: 'M3.2 7h9.6v7H3.2ZM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2' },
} as const satisfies Record<string, Shape>;

interface Props {
  readonly shape: Shape;
  readonly tone: Tone;
  /** Only the symbol is drawn; the words are for those who listen. */
  readonly compact?: boolean;
  readonly children: ReactNode;
}

/** A state as symbol, text and colour. */
export function Mark({ shape, tone, compact = false, children }: Props) {
  return (
    <span className={`status tone-${tone}${compact ? ' compact' : ''}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {shape.solid && <path className="status-solid" d={shape.solid} />}
        <path className={shape.solid ? 'status-cut' : 'status-line'} d={shape.line} />
      </svg>
      <span className={compact ? 'hidden' : undefined}>{children}</span>
    </span>
  );
}
