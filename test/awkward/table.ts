import { type AwkwardServer, type Verdict } from './awkward-server.js';
import { BROWSER_SERVERS } from './browser-servers.js';
import { CHAIN_SERVERS } from './chain-servers.js';
import { HTTP_SERVERS } from './http-servers.js';
import { NAME_SERVERS } from './name-servers.js';
import { OTHER_SERVERS } from './other-servers.js';
import { TLS_SERVERS } from './tls-servers.js';

/** All of them, by what they are asked over. */
export const AWKWARD_SERVERS: Readonly<Record<string, readonly AwkwardServer[]>> = {
  HTTP: HTTP_SERVERS,
  'What browsers get along with': BROWSER_SERVERS,
  TLS: TLS_SERVERS,
  'Chains of certificates': CHAIN_SERVERS,
  'Reaching it, and TCP': OTHER_SERVERS,
  DNS: NAME_SERVERS,
};

function written({ state, reason, statusCode }: Verdict): string {
  return [state, reason, statusCode].filter((part) => part !== undefined).join(' ');
}

/** The table for people: docs/awkward-servers.md. */
export function awkwardServersInMarkdown(): string {
  const sections = Object.entries(AWKWARD_SERVERS).map(([title, servers]) =>
    [
      `## ${title}`,
      '',
      '| the server … | Perspektiv says | blackbox_exporter says | why they differ |',
      '| --- | --- | --- | --- |',
      ...servers.map(({ name, ours, blackboxSucceeds, difference = '' }) => {
        const theirs =
          blackboxSucceeds === undefined ? 'not asked' : blackboxSucceeds ? 'success' : 'failure';
        return `| ${name} | ${written(ours)} | ${theirs} | ${difference} |`;
      }),
      '',
    ].join('\n'),
  );
  return [
    '# Awkward servers',
    '',
    'What a probe says of servers that misbehave, beside what Prometheus’ blackbox_exporter (Debian’s 0.23) says of the same. The table is written from `test/awkward/`; `test/pipeline/awkward-servers.spec.ts` asserts our side and that this page is fresh, `test/peers/blackbox.spec.ts` the other. `npm run docs:awkward` writes it anew.',
    '',
    ...sections,
  ].join('\n');
}
