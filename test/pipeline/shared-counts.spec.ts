import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LinkSecret } from '../../libs/pipeline/src/handing-in/link-secret.js';
import { SealedCounts } from '../../libs/pipeline/src/handing-in/asking/sealed-counts.js';
import { type Cast, cast } from '../../libs/pipeline/src/handing-in/asking/tally.js';
import { SmallCity } from './small-city.js';

const SCALES = { q: { min: 1, max: 5 } };
const WAVE = 'it-nytta/2026-Q4';

describe('counts that several processes write', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start();
  });
  afterAll(() => city.remove());

  function process(): SealedCounts {
    const { stage, settings } = city.perspektiv;
    return new SealedCounts({ ...stage, isShared: true }, new LinkSecret(settings));
  }

  async function answer(counts: SealedCounts, form: string, link?: number): Promise<Cast> {
    let outcome: Cast = 'closed';
    await counts.change(WAVE, {
      change: (tally) => {
        const ballot = { place: 'a', answers: { q: 3 }, form: { id: form, untilHour: 10 }, link };
        outcome = cast(tally, ballot, { scales: SCALES, hour: 1 });
        return outcome === 'counted';
      },
    });
    return outcome;
  }

  it('lose none, and take one answer by each link, whichever process it comes to', async () => {
    const processes = [process(), process(), process()];
    await processes[0]?.change(WAVE, {
      change: (tally) => tally.links.push({ place: 'a', count: 40 }) > 0,
    });
    const outcomes = await Promise.all(
      processes.flatMap((counts, p) => Array.from({ length: 40 }, (_, i) => answer(counts, `${p}-${i}`, i))),
    );
    expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(40);
    expect(outcomes.filter((outcome) => outcome === 'used')).toHaveLength(80);
    const tally = await process().read(WAVE);
    expect(tally?.counts).toEqual({ a: { q: [0, 0, 40, 0, 0] } });
    expect(await city.perspektiv.stage.ledger.entries({ kind: 'survey-counts' })).toHaveLength(1);
  });

  it('leave no count behind when one of those who wait has failed', async () => {
    const counts = process();
    const failing = counts.change(WAVE, {
      change: () => {
        throw new Error('out of its mind');
      },
    });
    const [failed, counted] = await Promise.allSettled([failing, answer(counts, 'later')]);
    expect(failed.status).toBe('rejected');
    expect(counted).toEqual({ status: 'fulfilled', value: 'counted' });
  });
});
