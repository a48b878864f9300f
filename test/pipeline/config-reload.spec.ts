import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ConfigReload } from '#core';
import { type SystemStateAnswer } from '../../apps/monitor/src/http/outages.controller.js';
import { AnsweringServers } from '../answering-servers.js';
import { SmallCity } from './small-city.js';
import { until } from '../until.js';

const SMALL = resolve('test/fixtures/config/small');
const TOKEN = 'test-omladdaren';
const ADMIN = {
  id: 'omladdaren',
  name: 'Omladdaren',
  roles: ['admin'],
  tokenSha256: createHash('sha256').update(TOKEN).digest('hex'),
};

interface Refusal extends ConfigReload {
  readonly code: string;
  readonly detail: string;
}

function systemOf(id: string, probe: object) {
  const rest = { owner: 'a', representative: 'Anna A', category: 'basic', serviceDomain: 'social' };
  const common = { intervalSeconds: 1, timeoutMs: 400, retries: 0 };
  return {
    ...{ id, name: id, ...rest, serviceTime: 'dygnet-runt' },
    probes: [{ id: `${id}-probe`, ...common, ...probe }],
  };
}

/** A monitor whose config folder changes while it runs. */
describe('the config folder', () => {
  const servers = new AnsweringServers();
  let folder: string;
  let city: SmallCity;
  let school: object;
  let library: object;

  const write = (file: string, content: unknown) =>
    writeFile(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  const reload = async (token = TOKEN): Promise<{ status: number; body: Refusal }> => {
    const headers = { authorization: `Bearer ${token}`, 'accept-language': 'en' };
    const { status, body } = await city.call('/api/v1/config/reload', { method: 'POST', headers });
    return { status, body: body as Refusal };
  };
  const states = async (): Promise<Map<string, SystemStateAnswer>> => {
    const { items } = (await city.call('/api/v1/systems/states')).body as { items: SystemStateAnswer[] };
    return new Map(items.map((item) => [item.system, item]));
  };
  const failures = async () =>
    (await city.call('/api/v1/alerts/failures', { as: 'drift' })).body as {
      items: { subject: string; text: { sv: string } }[];
    };
  const metric = async (name: string): Promise<string | undefined> =>
    new RegExp(`^${name} (.*)$`, 'm').exec((await city.call('/metrics')).text)?.[1];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-config-'));
    school = systemOf('skolan', { kind: 'http', url: await servers.serve((_, answer) => answer.end('A')) });
    library = systemOf('biblioteket', {
      kind: 'http',
      url: await servers.serve((_, answer) => answer.end('B')),
    });
    await write('perspektiv.yaml', `name: Teststaden\nextends: ${JSON.stringify(SMALL)}\n`);
    await write('access.yaml', [
      ADMIN,
      {
        ...ADMIN,
        id: 'drift',
        name: 'Driften',
        roles: ['operations'],
        tokenSha256: '16605a60980eb529946b13a1b8cb79abd25135387358d8bb14f3dd0df1a0261a',
      },
    ]);
    for (const file of ['maintenance.yaml', 'projects.yaml']) await write(file, []);
    await write('systems.yaml', [school]);
    city = await SmallCity.start({ roles: ['collect', 'serve', 'schedule'], more: { configFolder: folder } });
    await until('the school is up', async () => (await states()).get('skolan')?.state === 'up');
  });
  afterAll(async () => {
    await city.remove();
    await servers.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is taken into use when that is asked for: a new system is measured, and the others go on', async () => {
    const since = (await states()).get('skolan')?.since;
    await write('systems.yaml', [school, library]);
    expect(await reload()).toMatchObject({
      status: 200,
      body: { outcome: 'taken', changed: ['systems.yaml'] },
    });
    await until('the library is up', async () => (await states()).get('biblioteket')?.state === 'up');
    expect((await states()).get('skolan')).toMatchObject({ state: 'up', since });
    const { items } = (await city.call('/api/v1/catalogue/systems')).body as { items: { id: string }[] };
    expect(items.map(({ id }) => id)).toEqual(['skolan', 'biblioteket']);
  });

  it('with faults is refused as a whole and told of, also to /drift and Prometheus; the earlier one stays', async () => {
    await write('systems.yaml', [school, { ...library, owner: 'nobody' }]);
    const { status, body } = await reload();
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'config/refused', outcome: 'refused' });
    expect(body.problem).toMatch(/^systems\.yaml:1 .*nobody/);
    const { items } = await failures();
    expect(items).toMatchObject([{ subject: `config:${folder}` }]);
    expect(items[0]?.text.sv).toMatch(/använder fortfarande den förra konfigurationen.*systems\.yaml:1/);
    expect(await metric('perspektiv_config_current')).toBe('0');
    expect((await states()).get('biblioteket')?.state).toBe('up');
    expect((await city.call('/health/ready')).status).toBe(200);
  });

  it('with a likely mistake, or a secret that is missing, is refused as check-config refuses it', async () => {
    await write('systems.yaml', [
      school,
      systemOf('mistaget', { kind: 'http', url: 'http://127.0.0.1:9/', timeoutMs: 2_000 }),
    ]);
    expect((await reload()).body.problem).toContain('timeoutMs');
    const headers = { Authorization: { fromEnvironment: 'PERSPEKTIV_TEST_NOT_THERE' } };
    await write('systems.yaml', [
      school,
      systemOf('hemligt', { kind: 'http', url: 'http://127.0.0.1:9/', headers }),
    ]);
    expect((await reload()).body.problem).toContain('PERSPEKTIV_TEST_NOT_THERE');
  });

  it('that changes what is read at a start only says so, and none of it is taken', async () => {
    await write('systems.yaml', [school]);
    await write(
      'perspektiv.yaml',
      `name: Teststaden\nextends: ${JSON.stringify(SMALL)}\nrules: { limits: { callsPerMinute: 999 } }\n`,
    );
    const { status, body } = await reload();
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'config/needs-restart',
      needsRestart: [expect.stringContaining('limits')],
    });
    expect((await states()).has('biblioteket')).toBe(true);
  });

  it('is taken by itself when the files have changed and rest, and what was refused is forgotten', async () => {
    const { config } = city.perspektiv;
    await config.lookAgain(Date.now()); // as it is now is known to be refused
    await write('perspektiv.yaml', `name: Nystad\nextends: ${JSON.stringify(SMALL)}\n`);
    expect(await config.lookAgain(Date.now())).toBeNull(); // it may be being written
    await until(
      'the change is taken',
      async () =>
        (await config.lookAgain(Date.now())) !== null || (await metric('perspektiv_config_current')) === '1',
    );
    expect((await city.call('/api/v1/catalogue')).body).toMatchObject({ name: { sv: 'Nystad' } });
    expect([...(await states()).keys()]).toEqual(['skolan']);
    expect((await failures()).items).toEqual([]);
    expect(await config.lookAgain(Date.now())).toBeNull();
  });

  it('is read by SIGHUP; who is no longer in access.yaml is let in no longer', async () => {
    const other = createHash('sha256').update('test-annan').digest('hex');
    await write('access.yaml', [{ ...ADMIN, tokenSha256: other }]);
    process.emit('SIGHUP');
    await until('the other token is good', async () => (await reload('test-annan')).status === 200);
    expect((await reload()).status).toBe(401);
    expect((await reload('test-annan')).body).toMatchObject({ outcome: 'unchanged', changed: [] });
  });
});
