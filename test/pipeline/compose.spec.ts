import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AnySchemaObject, Ajv } from 'ajv';
import { parse } from 'yaml';
import { ROLES, readSettings } from '#pipeline';

const PROGRAM = resolve(import.meta.dirname, '../..');
const COMPOSE = join(PROGRAM, 'docker-compose.yml');

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
}

/** The schema of Compose, as the linter of its files ships it. */
const SCHEMA = resolve(PROGRAM, 'node_modules/dclint/schemas/compose.schema.json');

describe('docker-compose.yml', () => {
  let text: string;
  let folder: string;
  let services: [string, Service][];
  let ours: [string, Service][];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-'));
    text = await readFile(COMPOSE, 'utf8');
    const composed = parse(text, { merge: true }) as { services: Record<string, Service> };
    services = Object.entries(composed.services);
    ours = services.filter(([, { image }]) => image.startsWith('perspektiv:'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('keeps to the schema of Compose, which finds what does not', async () => {
    const schema = JSON.parse(await readFile(SCHEMA, 'utf8')) as AnySchemaObject;
    const draft = { $schema: 'http://json-schema.org/draft-07/schema#' }; // the address that Ajv knows it by
    const check = new Ajv({ strict: false, validateFormats: false }).compile({ ...schema, ...draft });
    const faults = (content: string): unknown =>
      check(parse(content, { merge: true })) === true ? [] : check.errors;
    expect(faults(text)).toEqual([]);
    expect(faults(text.replace('retries: 4', 'tries: 4'))).not.toEqual([]);
  });

  it('runs every role in a process of its own, on a data folder of its own', () => {
    const roles = ours.map(([, { command }]) => command?.[1]);
    expect(ours.map(([, { command }]) => command?.[0])).toEqual(ours.map(() => '--role'));
    expect(new Set(roles)).toEqual(new Set(ROLES));
    const folders = ours.map(([, { volumes }]) => volumes?.find((volume) => volume.endsWith(':/srv/data')));
    expect(new Set(folders).size).toBe(ours.length);
  });

  it.each(['user', 'healthcheck', 'read_only'] as const)('gives every service its %s, and no root', (key) => {
    for (const [name, service] of services) {
      expect([name, service[key]]).not.toEqual([name, undefined]);
      expect([name, service.user]).not.toEqual([name, 'root']);
    }
  });

  it('pins images, and keeps secrets in files', () => {
    for (const [name, { image, environment = {} }] of services) {
      expect(`${name} ${image}`).toMatch(/:(?!latest$)[\w.-]+$/);
      const secret = Object.keys(environment).filter((key) => /PASSWORD|TOKEN|SECRET/.test(key));
      expect([name, secret.filter((key) => !key.endsWith('_FILE'))]).toEqual([name, []]);
    }
  });

  it('mounts what is there', () => {
    const mounted = services.flatMap(([, { volumes = [] }]) =>
      volumes.filter((volume) => volume.startsWith('./')),
    );
    expect(mounted.length).toBeGreaterThan(0);
    for (const volume of mounted) {
      const [path = ''] = volume.split(':');
      expect([path, existsSync(join(PROGRAM, path))]).toEqual([path, true]);
    }
  });

  it('has settings that the program takes, and a scrape of every process', async () => {
    for (const name of ['ledger-password', 'influx-token', 'link-secret'])
      await writeFile(join(folder, name), 'x'.repeat(40));
    const shared = await readFile(join(PROGRAM, 'deploy/perspektiv.env'), 'utf8');
    const settings = readSettings({}, parseEnv(shared.replaceAll('/run/secrets', folder)));
    if (!settings.ok) throw new Error(settings.problem.join('\n'));
    expect(settings.value.ledger).toContain('@postgres:5432/perspektiv');
    expect(settings.value.timeSeries).toMatchObject({ url: 'http://influxdb:8086', bucket: 'perspektiv' });
    const prometheus = await readFile(join(PROGRAM, 'deploy/prometheus.yml'), 'utf8');
    for (const [name] of ours) expect(prometheus).toContain(`'${name}:3000'`);
  });
});
