import type { OwedReminder } from '#core';
import { useState } from 'react';
import type { List } from '../api/answers.js';
import { useAction } from '../api/use-action.js';
import { useAsked } from '../api/use-asked.js';
import type { CatalogueNames } from '../handing-in/catalogue-names.js';
import { Fault } from '../notice/fault.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { Panel } from '../panel/panel.js';
import { remind } from './calls.js';
import { MissingTable } from './missing-table.js';
import { CLOSING, missingWords, sentWords } from './words.js';

interface Props {
  readonly period: string;
  readonly names: CatalogueNames;
  readonly turn: number;
  readonly again: () => void;
}

/** What has not come of a period and who owes it; a letter to all of them, or to those of one unit. */
export function MissingSection({ period, names, turn, again }: Props) {
  const [reminded, setReminded] = useState(0);
  const path = `reminders?${new URLSearchParams({ period }).toString()}`;
  const { value, problem, retry } = useAsked<List<OwedReminder>>(path, turn + reminded);
  const reminding = useAction((unit: string | null) => remind(period, unit));
  const owed = value?.items ?? [];
  const missing = owed.filter(({ state }) => state === 'missing').length;

  async function send(unit: string | null): Promise<void> {
    const answer = await reminding.run(unit);
    if (answer?.ok) setReminded((count) => count + 1);
    again();
  }

  return (
    <Panel title={CLOSING.missing}>
      {problem && <ProblemNotice problem={problem} retry={retry} />}
      {!value && !problem && <p className="soft">{CLOSING.loading}</p>}
      {value && owed.length === 0 && <p>{CLOSING.nothingMissing}</p>}
      {owed.length > 0 && (
        <>
          <p>{missingWords(missing, owed.length - missing)}</p>
          <MissingTable owed={owed} names={names} remind={(unit) => void send(unit)} />
          <button
            type="button"
            className="button"
            aria-disabled={reminding.busy}
            onClick={() => void send(null)}
          >
            {CLOSING.remindAll}
          </button>
        </>
      )}
      <p role="status">
        {reminding.done &&
          `${sentWords(reminding.done.sent, reminding.done.already, reminding.done.failed)}.`}
      </p>
      <Fault problem={reminding.problem} />
    </Panel>
  );
}
