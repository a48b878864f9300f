import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { createGenerator, type Schema } from 'ts-json-schema-generator';
import {
  ConnectionOptions,
  DialogueStep,
  DnsProbe,
  Extraction,
  HeaderExpectation,
  HeartbeatProbe,
  HttpProbe,
  JsonExpectation,
  ProbeBase,
  TcpProbe,
  TlsOptions,
  TlsProbe,
  TransactionProbe,
  TransactionStep,
} from '#catalogue';

/**
 * Writes docs/probe-options.md: every option of every kind of probe, with its default, made from the classes and their
 * docstrings. `--check` only compares. Fails for an option that has no docstring.
 */
const PAGE = 'docs/probe-options.md';

/** Classes, by the heading of their table; what every probe has stands in the first only. */
const TABLES: Readonly<Record<string, new () => object>> = {
  'Every probe': ProbeBase,
  http: HttpProbe,
  transaction: TransactionProbe,
  'a step of a transaction, under steps': TransactionStep,
  'a value that a step extracts, under extract': Extraction,
  tcp: TcpProbe,
  'a step of a dialogue, under dialogue': DialogueStep,
  tls: TlsProbe,
  dns: DnsProbe,
  heartbeat: HeartbeatProbe,
  'a header, under expectHeaders': HeaderExpectation,
  'a value in JSON, under expectJson': JsonExpectation,
  'how TLS is spoken, under tls': TlsOptions,
  'how a server is reached, under connection': ConnectionOptions,
};

const generator = createGenerator({
  path: 'libs/catalogue/src/index.ts',
  tsconfig: 'tsconfig.json',
  expose: 'export',
  skipTypeCheck: true,
});

function propertiesOf(type: new () => object): [key: string, schema: Schema][] {
  const { definitions = {} } = generator.createSchema(type.name);
  const own = definitions[type.name];
  if (typeof own !== 'object') throw new Error(`${type.name} has no schema.`);
  return Object.entries(own.properties ?? {}).flatMap(([key, schema]) =>
    typeof schema === 'object' ? [[key, schema]] : [],
  );
}

function row(type: new () => object, key: string, { description }: Schema): string {
  if (description === undefined) throw new Error(`${type.name}.${key} needs a docstring.`);
  const value: unknown = Object.entries(new type()).find(([name]) => name === key)?.[1];
  const byDefault = value === undefined ? '–' : `\`${JSON.stringify(value)}\``;
  return `| \`${key}\` | ${byDefault} | ${description.replace(/\s+/g, ' ').replaceAll('|', '\\|')} |`;
}

function page(): string {
  const common = new Set(propertiesOf(ProbeBase).map(([key]) => key));
  const tables = Object.entries(TABLES).map(([heading, type]) => {
    const rows = propertiesOf(type)
      .filter(([key]) => type === ProbeBase || !common.has(key))
      .map(([key, schema]) => row(type, key, schema));
    return [`## ${heading}`, '', '| key | default | meaning |', '| --- | --- | --- |', ...rows, ''].join(
      '\n',
    );
  });
  return [
    '# Every option of a probe',
    '',
    'Written by `npm run docs` from the classes in `libs/catalogue/src/probes`; [probes.md](probes.md) shows them at work. A `–` is an option without a default: required where its text does not say what its absence means.',
    '',
    ...tables,
  ].join('\n');
}

const text = await format(page(), { ...(await resolveConfig(PAGE)), parser: 'markdown' });
if (!process.argv.includes('--check')) await writeFile(PAGE, text);
else if ((await readFile(PAGE, 'utf8')) !== text) {
  process.stderr.write(`${PAGE} is stale: run npm run docs.\n`);
  process.exitCode = 1;
}
