import { rename, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SmallCity } from './small-city.js';

const CSV = 'Enhet;Period;Belopp;Slag;Anskaffningsområde\na;2026-09;48213,70;actual;software\n';

describe('a monitor whose data folder is taken away', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start();
  });
  afterAll(async () => {
    await city.stop().catch(() => undefined); // what it would write at its end has no place
    await rm(`${city.dataFolder}-elsewhere`, { recursive: true, force: true });
    await rm(city.dataFolder, { recursive: true, force: true });
  });

  it('is not ready, says why, and acknowledges nothing', async () => {
    expect((await city.call('/health/ready')).status).toBe(200);
    await rename(city.dataFolder, `${city.dataFolder}-elsewhere`);
    const ready = await city.call('/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.text).toContain('Bring the folder back');
    expect((await city.upload('cost', CSV)).status).toBe(503);
  });
});
