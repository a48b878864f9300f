import type { AuditRecord, AuditVerification } from '#core';
import { useId, useState } from 'react';
import type { List } from '../api/answers.js';
import { ask } from '../api/ask.js';
import { useAction } from '../api/use-action.js';
import { useAsked } from '../api/use-asked.js';
import { Fault } from '../notice/fault.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { LogTable, rowText } from './log-table.js';
import { LOG } from './words.js';

const PAGE = 100;

interface Older {
  readonly items: readonly AuditRecord[];
  readonly next: string | null;
}

function pathOf(cursor: string | null): string {
  const query = new URLSearchParams({ limit: String(PAGE), ...(cursor === null ? {} : { cursor }) });
  return `audit?${query.toString()}`;
}

/** Says so when the log is not as it was written. */
function BrokenChain() {
  const { value } = useAsked<AuditVerification>('audit/verification');
  if (!value || value.faults.length === 0) return null;
  return (
    <p className="notice" role="alert">
      {LOG.broken} {value.faults.length} ställen. {LOG.brokenRemedy}
    </p>
  );
}

/** The log, newest first, page after page, and a search among the rows that are shown. */
export function LogSection() {
  const id = useId();
  const { value, problem, retry } = useAsked<List<AuditRecord>>(pathOf(null));
  const [older, setOlder] = useState<Older | null>(null);
  const [wanted, setWanted] = useState('');
  const next = older ? older.next : (value?.next ?? null);
  const records = [...(value?.items ?? []), ...(older?.items ?? [])];
  const found = records.filter((record) => rowText(record).includes(wanted.trim().toLocaleLowerCase('sv')));
  const reading = useAction(async (cursor: string) => {
    const answer = await ask(pathOf(cursor), new AbortController().signal);
    if (!answer.ok) return answer;
    const page = answer.value as List<AuditRecord>;
    setOlder({ items: [...(older?.items ?? []), ...page.items], next: page.next });
    return { ok: true as const, value: null };
  });
  if (problem) return <ProblemNotice problem={problem} retry={retry} />;
  if (!value) return <p role="status">{LOG.loading}</p>;
  return (
    <section className="panel" aria-label={LOG.title}>
      <BrokenChain />
      <div className="field log-find">
        <label htmlFor={id}>{LOG.find}</label>
        <input
          id={id}
          type="search"
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value);
          }}
        />
      </div>
      <p className="hidden" role="status">
        {found.length} rader
      </p>
      {records.length === 0 && <p>{LOG.empty}</p>}
      {records.length > 0 && found.length === 0 && <p>{LOG.noHits}</p>}
      {found.length > 0 && <LogTable records={found} />}
      {next !== null && (
        <button
          type="button"
          className="button quiet"
          aria-disabled={reading.busy}
          onClick={() => void reading.run(next)}
        >
          {LOG.older}
        </button>
      )}
      <Fault problem={reading.problem} />
    </section>
  );
}
