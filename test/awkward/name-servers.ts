import { DnsProbe, type RecordType } from '#catalogue';
import { type AwkwardPlace, type AwkwardServer, type Verdict } from './awkward-server.js';
import {
  type NameServer,
  addressRecord,
  alias,
  answersAddress,
  fails,
  isSilent,
  knowsNoSuchName,
  startNameServer,
  textRecord,
} from './name-server.js';

const TIMEOUT_MS = 1_000;
const NAME = 'www.example.test';
const UP: Verdict = { state: 'up' };
const down = (reason: NonNullable<Verdict['reason']>): Verdict => ({ state: 'down', reason });

interface Row {
  readonly does: string;
  readonly server: NameServer;
  readonly recordType?: RecordType;
  readonly expected?: string;
  readonly ours: Verdict;
  readonly succeeds: boolean;
  readonly difference?: string;
}

const PLAIN: readonly Row[] = [
  { does: 'knows the name', server: answersAddress, expected: '192.0.2.7', ours: UP, succeeds: true },
  {
    does: 'has another answer',
    server: answersAddress,
    expected: '192.0.2.8',
    ours: down('content'),
    succeeds: false,
  },
  { does: 'knows no such name', server: knowsNoSuchName, ours: down('dns'), succeeds: false },
  { does: 'fails', server: fails, ours: down('dns'), succeeds: false },
  { does: 'is silent', server: isSilent, ours: down('timeout'), succeeds: false },
  { does: 'refuses to tell', server: () => ({ code: 'refused' }), ours: down('dns'), succeeds: false },
];

const ODD: readonly Row[] = [
  {
    does: 'knows the name, and no record of that type',
    server: () => ({}),
    ours: down('dns'),
    succeeds: true,
    difference: 'An answer without records is none to whoever asks for an address.',
  },
  {
    does: 'answers by a chain of aliases',
    server: ({ name }) => ({
      records: [
        alias(name, 'cdn.test'),
        alias('cdn.test', 'edge.test'),
        addressRecord('192.0.2.7', 'edge.test'),
      ],
    }),
    expected: '192.0.2.7',
    ours: UP,
    succeeds: true,
  },
  {
    does: 'answers by aliases that go round in a circle',
    server: ({ name }) => ({ records: [alias(name, 'cdn.test'), alias('cdn.test', name)] }),
    ours: down('dns'),
    succeeds: true,
    difference: 'An answer without records is none to whoever asks for an address.',
  },
  {
    does: 'has an answer too long for UDP',
    server: ({ isOverTcp }) => ({ records: [addressRecord('192.0.2.7')], isCut: !isOverTcp }),
    expected: '192.0.2.7',
    ours: UP,
    succeeds: false,
    difference: 'We ask again over TCP, as every resolver does; blackbox_exporter asks one way.',
  },
  {
    does: 'answers another question',
    server: () => ({
      records: [addressRecord('192.0.2.7')],
      instead: (reply) => Buffer.concat([Buffer.from([~(reply[0] ?? 0) & 0xff]), reply.subarray(1)]),
    }),
    ours: down('timeout'),
    succeeds: false,
  },
  {
    does: 'breaks off in the middle of an answer',
    server: () => ({
      records: [addressRecord('192.0.2.7')],
      instead: (reply) => reply.subarray(0, reply.length - 6),
    }),
    ours: down('protocol'),
    succeeds: false,
  },
  {
    does: 'gives a text in two strings',
    server: () => ({ records: [textRecord('v=DKIM1; p=MIIB', 'IjANBgkq')] }),
    recordType: 'TXT',
    expected: '"v=DKIM1; p=MIIB" "IjANBgkq"',
    ours: UP,
    succeeds: true,
  },
  {
    does: 'gives a text that differs by case alone',
    server: () => ({ records: [textRecord('site=AbC')] }),
    recordType: 'TXT',
    expected: 'site=ABC',
    ours: down('content'),
    succeeds: false,
  },
];

function awkward({
  does,
  server,
  recordType = 'A',
  expected,
  ours,
  succeeds,
  difference,
}: Row): AwkwardServer {
  return {
    name: `is a name server that ${does}`,
    ours,
    blackboxSucceeds: succeeds,
    ...(difference === undefined ? {} : { difference }),
    start: async (farm): Promise<AwkwardPlace> => {
      const target = `127.0.0.1:${await startNameServer(farm, server)}`;
      const expectAnswers = expected === undefined ? [] : [expected];
      const parts = { id: 'awkward', name: NAME, server: target, recordType, expectAnswers };
      const pattern = expectAnswers.map((answer) => `\\s${answer.replaceAll('.', '\\.')}$`);
      const settings = {
        query_name: NAME,
        query_type: recordType,
        ...(pattern.length > 0 && { validate_answer_rrs: { fail_if_none_matches_regexp: pattern } }),
      };
      return {
        probe: Object.assign(new DnsProbe(), parts, { timeoutMs: TIMEOUT_MS }),
        blackbox: { prober: 'dns', settings, target },
      };
    },
  };
}

/** Name servers, asked over UDP. */
export const NAME_SERVERS: readonly AwkwardServer[] = [...PLAIN, ...ODD].map(awkward);
