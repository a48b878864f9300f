import { type Probe, probeAddress } from '#catalogue';
import { type Outcome, type TraceStep } from '#collect';

const STATE = { up: '● uppe', degraded: '◐ brister', down: '○ nere', unmonitored: '? omätt' } as const;

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
      return [`${step.holds ? '✓' : '✗'} ${step.what}`];
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
