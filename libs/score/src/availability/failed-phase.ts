import { type ProbePhase, type Sample } from '#core';

/**
 * In which phase a probe failed: by the reason where that tells, otherwise the first phase that did not end. `null` when
 * nothing tells.
 */
export function failedPhase(sample: Sample): ProbePhase | null {
  switch (sample.reason) {
    case 'dns':
      return 'dns';
    case 'refused':
    case 'unreachable':
      return 'connect';
    case 'tls':
    case 'certificate':
      return 'tls';
    case 'status':
    case 'protocol':
      return 'answer';
    case 'content':
      return 'content';
    case 'timeout':
    case 'reset':
      return firstUnended(sample);
    default:
      return null;
  }
}

function firstUnended({ connectMs, tlsMs, ttfbMs }: Sample): ProbePhase | null {
  if (connectMs === undefined) return 'connect';
  if (ttfbMs !== undefined) return 'content';
  return tlsMs === undefined ? null : 'answer';
}
