import { type CollectorOverview, type CollectorRemark, type CollectorRun } from '#core';

const OUTCOMES: Readonly<Record<CollectorRun['outcome'], string>> = {
  running: 'pågår',
  succeeded: 'lyckades',
  empty: 'lyckades, men källan var tom',
  partial: 'lyckades delvis',
  failed: 'misslyckades',
  interrupted: 'avbröts',
};

function remarks(heading: string, all: readonly CollectorRemark[]): string[] {
  return all.map(({ period, text }) => `  ${heading}${period === null ? '' : ` (${period})`}: ${text.sv}`);
}

/** A run as the cli prints it. */
export function describeRun(run: CollectorRun): string {
  const { collector, outcome, text, from, to, dryRun, refusals, warnings, receipts } = run;
  const lines = [
    `${collector} ${from}–${to}: ${OUTCOMES[outcome]}${dryRun ? ' (provkörning: ingenting är sparat)' : ''}`,
    `  ${text.sv}`,
    ...remarks('Togs inte emot', refusals),
    ...remarks('Obs', warnings),
    ...receipts.map((id) => `  Kvitto: ${id}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** All collectors, a few lines each. */
export function describeCollectors(all: readonly CollectorOverview[]): string {
  if (all.length === 0) return 'Ingenting hämtas: collectors.yaml saknas eller är tom.\n';
  const lines = all.flatMap(({ id, name, kind, dataset, next, running, staleSince, runs: [last] }) => [
    `${id}  ${name.sv} (${kind} → ${dataset})`,
    `  ${running ? 'Pågår nu' : `Nästa: ${next}`}${staleSince === null ? '' : `; FÖR GAMMAL sedan ${staleSince}`}`,
    ...(last
      ? [`  Senast ${last.startedAt}: ${OUTCOMES[last.outcome]}. ${last.text.sv}`]
      : ['  Har aldrig körts.']),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}
