import { type SubmitEvent, type RefObject, useState } from 'react';
import type { DatasetAnswer, Problem } from '../../api/answers.js';
import { HANDING_IN } from '../words.js';
import { DatasetField } from './dataset-field.js';
import { DropZone } from './drop-zone.js';
import { PeriodField } from './period-field.js';
import { SendingProgress } from './sending-progress.js';
import type { HandingIn } from './use-hand-in.js';

/** The largest file that is taken in (formats.md, section 1). */
const LARGEST_BYTES = 64 * 1024 * 1024;

interface Props {
  readonly handing: HandingIn;
  readonly datasets: readonly DatasetAnswer[];
  readonly field: RefObject<HTMLInputElement | null>;
  /** Whether data set and period are given, and not to be chosen. */
  readonly settled?: boolean;
}

interface Faults {
  readonly fileMissing: boolean;
  readonly tooLarge: boolean;
  readonly problem: Problem | null;
}

/** Why nothing could be checked, said aloud. */
function FaultsOfFile({ fileMissing, tooLarge, problem }: Faults) {
  return (
    <div role="alert">
      {fileMissing && <p className="fault">{HANDING_IN.fileMissing}</p>}
      {tooLarge && <p className="fault">{HANDING_IN.tooLarge}</p>}
      {problem && (
        <p className="fault">
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
    </div>
  );
}

/** The file, what it holds, and the check that always comes first. */
export function FileSection({ handing, datasets, field, settled = false }: Props) {
  const { handIn, change, chooseFile, send } = handing;
  const { file, dataset, sending, problem, report } = handIn;
  const [tried, setTried] = useState(false);
  const tooLarge = file !== null && file.size > LARGEST_BYTES;

  function check(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (!tooLarge) send(true);
  }

  return (
    <section className="panel file" aria-labelledby="file-heading">
      <h2 id="file-heading">{HANDING_IN.file}</h2>
      <form onSubmit={check} noValidate>
        <DropZone file={file} choose={chooseFile} field={field} />
        {!settled && (
          <>
            <DatasetField
              datasets={datasets}
              chosen={dataset}
              guessed={handIn.guessed}
              missing={tried && file !== null && dataset === null}
              choose={(chosen) => {
                change({ kind: 'dataset-chosen', dataset: chosen });
              }}
            />
            <PeriodField
              chosen={handIn.period}
              choose={(period) => {
                change({ kind: 'period-chosen', period });
              }}
            />
          </>
        )}
        <FaultsOfFile fileMissing={tried && !file} tooLarge={tooLarge} problem={report ? null : problem} />
        <button type="submit" className={report ? 'button quiet' : 'button'} aria-disabled={sending !== null}>
          {report || problem ? HANDING_IN.checkAgain : HANDING_IN.check}
        </button>
        {sending?.dryRun && (
          <SendingProgress
            sending={sending}
            cancel={() => {
              change({ kind: 'cancelled' });
            }}
          />
        )}
      </form>
    </section>
  );
}
