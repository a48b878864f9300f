import type { ExportRecord } from '#core';
import type { List } from '../../api/answers.js';
import { useAction } from '../../api/use-action.js';
import { useAsked } from '../../api/use-asked.js';
import { Fault } from '../../notice/fault.js';
import { ProblemNotice } from '../../notice/problem-notice.js';
import { Panel } from '../../panel/panel.js';
import { exportIls } from '../calls.js';
import type { Closable } from '../closable.js';
import { CLOSING } from '../words.js';
import { ExportView } from './export-view.js';
import { TriedFiles } from './tried-files.js';

interface Props {
  readonly closable: Closable;
  readonly turn: number;
  readonly again: () => void;
}

/** The way of the indicators to ILS: all codes checked, an export made of the newest edition, and delivered. */
export function IlsSection({ closable, turn, again }: Props) {
  const { period, editions } = closable;
  const isFrozen = editions.length > 0;
  const { value, problem, retry } = useAsked<List<ExportRecord>>('exports', turn);
  const trying = useAction(() => exportIls(period, true));
  const making = useAction(() => exportIls(period, false));
  const made = (value?.items ?? []).filter((each) => each.period === period);
  const busy = trying.busy || making.busy;

  async function make(): Promise<void> {
    trying.clear();
    const answer = await making.run(undefined);
    if (answer?.ok) again();
  }

  return (
    <Panel title={CLOSING.ils}>
      <p className="soft">{CLOSING.ilsIntro}</p>
      <div className="ways">
        <button
          type="button"
          className="button quiet"
          aria-disabled={busy}
          onClick={() => {
            making.clear();
            void trying.run(undefined);
          }}
        >
          {CLOSING.preFlight}
        </button>
        {isFrozen && (
          <button type="button" className="button" aria-disabled={busy} onClick={() => void make()}>
            {CLOSING.export}
          </button>
        )}
      </div>
      <div role="status">{trying.done && <TriedFiles tried={trying.done} />}</div>
      <Fault problem={trying.problem ?? making.problem} />
      {problem && <ProblemNotice problem={problem} retry={retry} />}
      {value && made.length === 0 && isFrozen && <p className="soft">{CLOSING.noExports}</p>}
      {made.length > 0 && <h3>{CLOSING.exports}</h3>}
      {made.map(({ id }) => (
        <ExportView key={id} id={id} turn={turn} />
      ))}
    </Panel>
  );
}
