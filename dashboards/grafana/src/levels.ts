import { type MeasureDefinition } from '#catalogue';
import { type Threshold } from '@grafana/grafana-foundation-sdk/dashboard';
import { NO_THRESHOLDS } from './panels.js';

/** The catalogue's own levels, so that a colour here means what a status means there. */
export function levelsOf({ better, target }: MeasureDefinition): readonly Threshold[] {
  if (!target) return NO_THRESHOLDS;
  const { target: met, nearTarget: near } = target;
  return better === 'higher'
    ? [
        { value: null, color: 'red' },
        { value: near, color: 'yellow' },
        { value: met, color: 'green' },
      ]
    : [
        { value: null, color: 'green' },
        { value: met, color: 'yellow' },
        { value: near, color: 'red' },
      ];
}
