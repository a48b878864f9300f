import { readTrend } from './trend-reading.js';
import { describe, expect, it } from '@jest/globals';

const FRAME = { decimals: 1, unitOfMeasure: '%', previousPeriod: 'kvartal 2 2026' };

describe('a trend', () => {
  it('tells an improvement with its arrow and change', () => {
    const trend = { direction: 'better', reason: null, change: 1.2, changeSinceLastYear: 4 } as const;
    expect(readTrend(trend, FRAME)).toEqual({
      arrow: 'up',
      tone: 'better',
      text: 'Bättre: +1,2\u00a0procentenheter sedan kvartal 2 2026',
    });
  });

  it('points down when less is better', () => {
    const trend = { direction: 'better', reason: null, change: -120, changeSinceLastYear: null } as const;
    const reading = readTrend(trend, { ...FRAME, decimals: 0, unitOfMeasure: 'kr' });
    expect(reading).toMatchObject({ arrow: 'down', text: 'Bättre: −120 sedan kvartal 2 2026' });
  });

  it('lies level when steady', () => {
    const trend = { direction: 'steady', reason: null, change: 0.04, changeSinceLastYear: null } as const;
    expect(readTrend(trend, FRAME).arrow).toBe('level');
  });

  it.each([
    ['missing', null, 'värde saknas i någon av perioderna'],
    ['open', null, 'perioden är inte slut'],
    ['within-interval', 0.8, 'skillnaden ryms inom felmarginalen'],
  ] as const)('has no arrow when there is no comparison (%s), and says why', (reason, change, why) => {
    const trend = { direction: 'unknown', reason, change, changeSinceLastYear: null } as const;
    expect(readTrend(trend, FRAME)).toEqual({
      arrow: null,
      tone: 'unknown',
      text: `Ingen jämförelse med kvartal 2 2026: ${why}`,
    });
  });
});
