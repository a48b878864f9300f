import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Period, type SurveyWave, cityDate, messageOf } from '#core';
import { type Bundled, bundled } from '../bundled.js';
import { temporaryFolder } from '../contract/place.js';
import { rounds } from '../rounds.js';
import { OtherMonitor } from './other-monitor.js';
import { Respondent, filledIn } from './respondent.js';
import { SmallCity } from './small-city.js';

const KILLS = rounds({ few: 2, many: 30 });
const LONGEST_MS = 400;
const SENDERS = 4;
const PATH = '/enkat/it-nytta';
const TODAY = cityDate(Date.now());
const PERIOD = Period.at('quarter', Date.now()).toString();

// Only a guard against hanging: each round starts a monitor.
jest.setTimeout(600_000);

/** A form that was filled in, and what it says. */
interface Filled {
  readonly fields: Record<string, string>;
  readonly value: number;
}

/** Answers until the monitor is gone; tells what was acknowledged, and what was sent and not acknowledged. */
async function answerForEver(
  person: Respondent,
  { seed, begun }: { seed: number; begun: () => void },
): Promise<{ acknowledged: Filled[]; open: Filled[] }> {
  const acknowledged: Filled[] = [];
  const open: Filled[] = [];
  try {
    for (let count = seed; ; count++) {
      const value = 1 + (count % 5);
      const page = await person.open(PATH);
      if (page.status === 429) return { acknowledged, open };
      const filled = { fields: filledIn(page.text, { 'it-usefulness': value }), value };
      open.push(filled);
      expect([303, 422, 429]).toContain(await sent(person, filled, acknowledged));
      open.pop();
      begun();
    }
  } catch (thrown) {
    // The connection broke with the process (fetch says so by a TypeError, of another realm).
    if (!/fetch failed|terminated/.test(messageOf(thrown))) throw thrown;
    return { acknowledged, open };
  }
}

/** Sends a form; 422 asks for a number, which is a new form. */
async function sent(person: Respondent, filled: Filled, acknowledged: Filled[]): Promise<number> {
  const { status } = await person.send(PATH, filled.fields);
  if (status === 303) acknowledged.push(filled);
  return status;
}

describe('a monitor that is killed while a survey is answered', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let program: Bundled;

  beforeAll(async () => {
    folder = await temporaryFolder();
    program = await bundled('test/pipeline/monitor-child.ts');
  });
  afterAll(() => Promise.all([folder.remove(), program.remove()]));

  it('has counted every answer that it acknowledged once, and none twice that is sent again', async () => {
    const counted: Filled[] = [];
    let open: Filled[] = [];
    for (let round = 0; round < KILLS; round++) {
      const monitor = await OtherMonitor.start(folder.path, program);
      if (round === 0) await openWave(monitor);
      const person = new Respondent(monitor.address);
      // What the last process did not answer is sent once more, as people do.
      for (const filled of open) expect(await sent(person, filled, counted)).toBe(303);
      let senders: ReturnType<typeof answerForEver>[] = [];
      await new Promise<void>((begun) => {
        senders = Array.from({ length: SENDERS }, (_, i) =>
          answerForEver(person, { seed: i + round, begun }),
        );
      });
      await setTimeout(Math.random() * LONGEST_MS);
      await monitor.kill();
      const rounds = await Promise.all(senders);
      counted.push(...rounds.flatMap(({ acknowledged }) => acknowledged));
      open = rounds.flatMap((each) => each.open);
    }
    await expectCounted(folder.path, { counted, open });
  });
});

async function openWave(monitor: OtherMonitor): Promise<void> {
  const body = JSON.stringify({ period: PERIOD, from: TODAY, to: TODAY, places: ['a'] });
  const opened = await monitor.call('/api/v1/surveys/it-nytta/waves', {
    method: 'POST',
    body,
    type: 'application/json',
  });
  expect(opened).toMatchObject({ status: 201 });
}

async function expectCounted(
  dataFolder: string,
  { counted, open }: { counted: readonly Filled[]; open: readonly Filled[] },
): Promise<void> {
  expect(counted.length).toBeGreaterThan(KILLS);
  const city = await SmallCity.start({ dataFolder });
  try {
    const person = new Respondent(city.address);
    const late: Filled[] = [];
    for (const filled of open) expect(await sent(person, filled, late)).toBe(303);
    const closed = await city.call(`/api/v1/surveys/it-nytta/waves/${PERIOD}/close`, {
      method: 'POST',
      as: 'followup',
    });
    const all = [...counted, ...late];
    expect(closed.body as SurveyWave).toMatchObject({ state: 'closed', answers: all.length });
    const { value } = await city.measure('a', PERIOD, 'perceived-usefulness');
    expect(value.n).toBe(all.length);
    const mean = all.reduce((sum, filled) => sum + filled.value, 0) / all.length;
    expect(value.number).toBeCloseTo((mean - 1) * 25, 6);
  } finally {
    await city.stop();
  }
}
