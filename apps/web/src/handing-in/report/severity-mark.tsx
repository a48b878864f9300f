import { Mark, SHAPES, type Shape, type Tone } from '../../mark/mark.js';
import { SEVERITY_WORDS } from '../words.js';
import type { Severity } from './fault-groups.js';

const LOOKS: Record<Severity, { readonly shape: Shape; readonly tone: Tone }> = {
  error: { shape: SHAPES.octagon, tone: 'bad' },
  warning: { shape: SHAPES.triangle, tone: 'near' },
  notice: { shape: SHAPES.information, tone: 'calm' },
};

interface Props {
  readonly severity: Severity;
  /** Only the symbol is drawn. */
  readonly compact?: boolean;
}

/** How grave a problem is, as symbol, text and colour. */
export function SeverityMark({ severity, compact = false }: Props) {
  return (
    <Mark {...LOOKS[severity]} compact={compact}>
      {SEVERITY_WORDS[severity]}
    </Mark>
  );
}
