import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { CollectedCity } from '../collected-city.js';
import { until } from '../until.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(120_000);

const AWAITED = Date.parse('2026-11-05T10:01+01:00');
const DAY_MS = 86_400_000;

describe('turns of collectors', () => {
  let collected: CollectedCity;
  let source: Server;
  /** Questions that the source has not answered yet. */
  const asking: ServerResponse[] = [];
  let nowMs = AWAITED - 100;

  beforeAll(async () => {
    source = createServer((_request, response) => void asking.push(response));
    await new Promise<void>((settle) => source.listen(0, '127.0.0.1', settle));
    const url = `http://127.0.0.1:${(source.address() as AddressInfo).port}/`;
    const collector = (id: string, more: string): string => `
- id: ${id}
  kind: http-table
  dataset: transactions
  freshness: P2D
  retry: { attempts: 1 }
  options: { url: '${url}${id}', format: csv }
  ${more}
`;
    const yaml = [
      collector('varje-minut', "schedule: '* * * * *'"),
      collector('hanger', "schedule: '0 4 * * *'\n  timeout: PT0.3S"),
      collector('ensam', "schedule: '0 4 * * *'"),
    ];
    collected = await CollectedCity.start(yaml.join(''), { nowMs: () => nowMs });
  });
  afterAll(async () => {
    await collected.remove();
    source.closeAllConnections();
    await new Promise((settle) => source.close(settle));
  });

  /** Answers all that is asked with an error. */
  const answer = (): void => {
    for (const response of asking.splice(0)) response.writeHead(500).end();
  };

  it('come when the clock of the city has come so far, and not before', async () => {
    expect((await collected.overview('varje-minut')).runs).toEqual([]);
    nowMs = AWAITED;
    await until('the source is asked', () => asking.length > 0);
    answer();
    await until('the run has ended', async () => !(await collected.overview('varje-minut')).running);
    const { runs, next } = await collected.overview('varje-minut');
    expect(runs).toMatchObject([
      { by: 'schedule', startedAt: '2026-11-05T10:01:00.000+01:00', outcome: 'failed' },
    ]);
    expect(next).toBe('2026-11-05T10:02:00.000+01:00');
    expect((await collected.overview('ensam')).runs).toEqual([]);
  });

  it('end by themselves when a source never answers', async () => {
    const run = await collected.run('hanger');
    expect(run).toMatchObject({ outcome: 'failed', text: { sv: expect.stringContaining('(timeout)') } });
    answer();
  });

  it('do not overlap', async () => {
    const path = '/api/v1/collectors/ensam/runs';
    const start = () => collected.city.call(path, { method: 'POST', as: 'drift' });
    expect((await start()).status).toBe(202);
    await until('the source is asked', () => asking.length > 0);
    expect((await start()).status).toBe(409);
    answer();
    await until('the run has ended', async () => !(await collected.overview('ensam')).running);
    expect((await collected.overview('ensam')).runs).toHaveLength(1);
  });

  it('leave a source stale that has not answered for longer than its freshness', async () => {
    nowMs = AWAITED + 2 * DAY_MS;
    expect((await collected.overview('ensam')).staleSince).toBeNull();
    nowMs += 1;
    expect((await collected.overview('ensam')).staleSince).toBe('2026-11-07T10:01:00.000+01:00');
  });
});
