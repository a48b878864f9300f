import { type ProbeReason } from '#core';
import { type System } from '#catalogue';

/** A day that people remember: it hits many systems at once. Months are counted back from the history's last one (0). */
export interface Incident {
  readonly monthsAgo: number;
  readonly day: number;
  /** Clock time in the city, and how long it lasted. */
  readonly from: string;
  readonly minutes: number;
  readonly reason: ProbeReason;
  hits(system: System): boolean;
}

/** The system that most e-services let people in by. */
const LOGIN = 'inloggningsportalen';

function needsLogin({ id, eService, weight }: System): boolean {
  return id !== LOGIN && eService && weight >= 2;
}

export const INCIDENTS: readonly Incident[] = [
  // A certificate that nobody renewed: the portal, and some minutes later everything behind it.
  {
    monthsAgo: 1,
    day: 8,
    from: '07:42',
    minutes: 173,
    reason: 'certificate',
    hits: ({ id }) => id === LOGIN,
  },
  { monthsAgo: 1, day: 8, from: '07:45', minutes: 174, reason: 'status', hits: needsLogin },
  // The core of the network, at night: few noticed.
  {
    monthsAgo: 4,
    day: 17,
    from: '02:10',
    minutes: 65,
    reason: 'unreachable',
    hits: ({ serviceDomain }) => serviceDomain === 'infrastructure',
  },
  // Cooling in the data hall, on a working day.
  {
    monthsAgo: 12,
    day: 21,
    from: '13:05',
    minutes: 96,
    reason: 'timeout',
    hits: ({ category, serviceDomain }) => category === 'basic' && serviceDomain === 'administrative',
  },
  // The login portal again, a year and a half ago.
  { monthsAgo: 18, day: 3, from: '10:20', minutes: 48, reason: 'timeout', hits: ({ id }) => id === LOGIN },
  { monthsAgo: 18, day: 3, from: '10:22', minutes: 47, reason: 'status', hits: needsLogin },
];

/** Times when the monitoring itself stood still: nothing is known of them. */
export const BLIND_SPOTS: readonly Pick<Incident, 'monthsAgo' | 'day' | 'from' | 'minutes'>[] = [
  { monthsAgo: 3, day: 11, from: '23:30', minutes: 42 },
  { monthsAgo: 9, day: 5, from: '21:00', minutes: 190 },
];
