import { type AuditFaultKind, type AuditSort, type AuditVerification } from '#core';
import { atDesk } from '../find-desk.js';
import { Refusal } from '../refusal.js';

const FAULT: Readonly<Record<AuditFaultKind, string>> = {
  changed: 'posten, eller länken före den, är inte den som skrevs',
  missing: 'poster saknas härifrån',
  'cut-short': 'de sista posterna saknas, härifrån',
  added: 'en post utan länk har lagts till',
};

const SORT: Readonly<Record<AuditSort, string>> = {
  change: 'ändringar',
  attempt: 'försök',
  'sign-in': 'inloggningar',
};

function nameOf(sort: string): string {
  return Object.entries(SORT).find(([id]) => id === sort)?.[1] ?? sort;
}

/** Follows the chains of the audit log; a fault in it is a refusal that names every place. */
export async function verifyAuditLog({ json = false }: { readonly json?: boolean }): Promise<void> {
  const found: AuditVerification = await atDesk((desk) => desk.verifyAudit());
  if (json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  if (found.faults.length > 0) {
    throw new Refusal(
      found.faults
        .map(
          ({ sort, sequence, fault }) =>
            `${[nameOf(sort), sequence ?? ''].join(' ').trim()}: ${FAULT[fault]}`,
        )
        .join('\n'),
    );
  }
  if (json) return;
  const chains = found.chains.map(
    ({ sort, entries, forgotten, lastHash }) =>
      `${nameOf(sort)}: ${entries} poster, ${forgotten} gallrade, SHA-256 ${lastHash}\n`,
  );
  const unlinked = found.unlinked === 0 ? '' : `${found.unlinked} poster är äldre än kedjorna.\n`;
  process.stdout.write(`${chains.join('')}${unlinked}Loggen är hel.\n`);
}
