import { type Probe, probeAddress } from '#catalogue';
import { type Outcome, type TraceStep } from '#collect';

const STATE = { up: '● uppe', degraded: '◐ brister', down: '○ nere', unmonitored: '? omätt' } as const;

/** What the codes of Node, OpenSSL and the resolver mean. */
const CAUSES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'certifikatet har gått ut',
  CERT_NOT_YET_VALID: 'certifikatet gäller inte än',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certifikatet gäller ett annat namn',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'okänd utfärdare: certifikatet är självsignerat',
  SELF_SIGNED_CERT_IN_CHAIN: 'okänd utfärdare: kedjan slutar i en rot som inte är betrodd',
  UNABLE_TO_GET_ISSUER_CERT: 'okänd utfärdare: en länk i kedjan saknas',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'okänd utfärdare: roten är inte betrodd, eller ett mellancertifikat saknas',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'okänd utfärdare: servern skickar inget mellancertifikat',
  ENOTFOUND: 'namnet finns inte (NXDOMAIN)',
  ENODATA: 'namnet finns, men ingen sådan post',
  ESERVFAIL: 'namnservern klarar inte att svara (SERVFAIL)',
  EREFUSED: 'namnservern vägrar att svara (REFUSED)',
  ETIMEOUT: 'namnservern svarar inte',
};

function describeCause({ reason, code, detail }: Extract<TraceStep, { kind: 'failed' }>): string {
  const known = code === undefined ? undefined : CAUSES[code];
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `${known ?? ''}: ${detail ?? ''}`;
  return known ?? [`orsak ${reason}`, ...(code === undefined ? [] : [code])].join(', ');
}

function describeFinding({ holds, what, found }: Extract<TraceStep, { kind: 'expected' }>): string {
  if (holds) return `✓ ${what}`;
  return found === undefined ? `✗ ${what}` : `✗ ${what}, fann ${found}`;
}

function describeStep(step: TraceStep): string[] {
  switch (step.kind) {
    case 'resolved':
      return [`namnet ${step.host} är ${step.addresses.join(', ')}`];
    case 'connected':
      return [`ansluten till ${step.isProxy ? 'proxyn ' : ''}${step.address} port ${step.port}`];
    case 'secured':
      return [
        `${step.protocol}, ${step.cipher}`,
        ...step.certificates.map(
          ({ subject, issuer, validTo }) =>
            `certifikat ${subject}, utfärdat av ${issuer}, gäller till ${validTo}`,
        ),
      ];
    case 'began':
      return [`— ${step.step}`];
    case 'asked':
      return [`${step.method} ${step.url}`];
    case 'answered':
      return [`svar ${step.statusCode}${step.leadsTo === null ? '' : `, leder till ${step.leadsTo}`}`];
    case 'read':
      return [`läste ${step.bytes} byte`];
    case 'records':
      return step.answers.map((answer) => `post ${answer}`);
    case 'expected':
      return [describeFinding(step)];
    case 'failed':
      return [`✗ ${describeCause(step)}`];
  }
}

function phaseLines({ timings }: Outcome): string[] {
  const phases = [
    ['namn', timings.dnsMs],
    ['anslutning', timings.connectMs],
    ['tls', timings.tlsMs],
    ['första byte', timings.ttfbMs],
    ['hela', timings.totalMs],
  ] as const;
  return phases.flatMap(([name, ms]) =>
    ms === undefined ? [] : [`${name.padEnd(12)}${ms.toFixed(1).padStart(9)} ms`],
  );
}

/** What a probe saw, with the way there and the phases: a text of several lines for a terminal. */
export function describeOutcome(probe: Probe, outcome: Outcome, steps: readonly TraceStep[]): string {
  const { state, reason, statusCode, certDays } = outcome;
  const verdict = [
    STATE[state],
    ...(reason === undefined ? [] : [`orsak ${reason}`]),
    ...(statusCode === undefined ? [] : [`svarskod ${statusCode}`]),
    ...(certDays === undefined ? [] : [`certifikat ${certDays} dagar kvar`]),
  ].join(', ');
  const lines = [verdict, ...steps.flatMap(describeStep).map((line) => `  ${line}`), ...phaseLines(outcome)];
  return [`  ${probe.id} ${probeAddress(probe)}`, ...lines.map((line) => `    ${line}`)].join('\n');
}
