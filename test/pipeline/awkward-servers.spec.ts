import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { takeProbe } from '#collect';
import { readFile } from 'node:fs/promises';
import { Farm } from '../awkward/farm.js';
import { AWKWARD_SERVERS, awkwardServersInMarkdown } from '../awkward/table.js';

describe.each(Object.entries(AWKWARD_SERVERS))('awkward servers: %s', (_, servers) => {
  let farm: Farm;
  beforeAll(async () => {
    farm = await Farm.open();
  });
  afterAll(() => farm.close());

  it.each(servers)('$name', async ({ start, ours }) => {
    const { probe } = await start(farm);
    const { state, reason, statusCode } = await takeProbe(probe, { secureContext: farm.trusted });
    const { state: expectedState, reason: expectedReason, statusCode: expectedStatus } = ours;
    expect({ state, reason, statusCode: expectedStatus === undefined ? undefined : statusCode }).toEqual({
      state: expectedState,
      reason: expectedReason,
      statusCode: expectedStatus,
    });
  });
});

describe('the table of awkward servers', () => {
  it('tells why, wherever blackbox_exporter judges otherwise, and nowhere else', () => {
    for (const { name, ours, blackboxSucceeds, difference } of Object.values(AWKWARD_SERVERS).flat()) {
      if (blackboxSucceeds === undefined) continue;
      const differs = (ours.state === 'up') !== blackboxSucceeds;
      expect([name, difference !== undefined]).toEqual([name, differs]);
    }
  });

  it('is in the docs as it is here', async () => {
    const withoutPadding = (text: string): string => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---').trim();
    const written = await readFile('docs/awkward-servers.md', 'utf8');
    expect(withoutPadding(written)).toBe(withoutPadding(awkwardServersInMarkdown()));
  });
});
