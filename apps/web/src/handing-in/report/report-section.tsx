import type { UploadReport } from '#core';
import type { Problem } from '../../api/answers.js';
import { Mark, SHAPES } from '../../mark/mark.js';
import type { CatalogueNames } from '../catalogue-names.js';
import type { Sending } from '../file/hand-in.js';
import { SendingProgress } from '../file/sending-progress.js';
import { useFocusOnArrival } from '../use-focus-on-arrival.js';
import { HANDING_IN, periodWords, rowWords, severityCountWords, unitWords } from '../words.js';
import { FaultList } from './fault-list.js';
import { FileExcerpt } from './file-excerpt.js';
import { SEVERITIES, countOf } from './fault-groups.js';
import { SliceTable } from './slice-table.js';

interface Props {
  readonly report: UploadReport;
  readonly fileName: string;
  readonly names: CatalogueNames;
  readonly sending: Sending | null;
  /** Why the last try to store the file did not succeed. */
  readonly problem: Problem | null;
  readonly commit: () => void;
  /** Leads to where another file is chosen. */
  readonly chooseAnother: () => void;
}

function verdictOf(report: UploadReport) {
  if (!report.accepted) return { shape: SHAPES.octagon, tone: 'bad', words: HANDING_IN.refused } as const;
  if (countOf(report.problems, 'warning') === 0) {
    return { shape: SHAPES.disc, tone: 'good', words: HANDING_IN.accepted } as const;
  }
  return { shape: SHAPES.triangle, tone: 'near', words: HANDING_IN.acceptedWithWarnings } as const;
}

/** `1 200 rader · 2 enheter, 3 perioder · 1 varning` */
function countsText({ rows, slices, problems }: UploadReport): string {
  const units = unitWords(new Set(slices.map(({ unit }) => unit)).size);
  const periods = periodWords(new Set(slices.map(({ period }) => period)).size);
  const found = SEVERITIES.map((severity) => [severity, countOf(problems, severity)] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => severityCountWords(severity, count));
  return [rowWords(rows), ...(slices.length > 0 ? [`${units}, ${periods}`] : []), ...found].join(' · ');
}

/** What the check said of a file: the verdict, what would be stored, and everything to look at; then handing it in. */
export function ReportSection({ report, fileName, names, ...props }: Props) {
  const { sending, problem, commit, chooseAnother } = props;
  const heading = useFocusOnArrival<HTMLHeadingElement>(report);
  const verdict = verdictOf(report);
  const slices = (label: string) => (
    <SliceTable
      slices={report.slices}
      dataset={report.dataset}
      names={names}
      label={label}
      before={HANDING_IN.before}
    />
  );
  return (
    <section className={`panel report tone-${verdict.tone}-edge`} aria-labelledby="report-heading">
      <p className="soft">
        {HANDING_IN.report}: {fileName}, {names.dataset(report.dataset)}
      </p>
      <h2 id="report-heading" ref={heading} tabIndex={-1}>
        <Mark shape={verdict.shape} tone={verdict.tone}>
          {verdict.words}
        </Mark>
      </h2>
      <p>{countsText(report)}</p>
      {!report.accepted && <p>{HANDING_IN.refusedDetail}</p>}
      {report.accepted && (
        <div>
          <h3>{HANDING_IN.wouldStore}</h3>
          {slices(HANDING_IN.wouldStore)}
        </div>
      )}
      <div role="alert">
        {problem && (
          <p className="fault">
            <strong>{problem.title}.</strong> {problem.detail}
          </p>
        )}
      </div>
      <div className="ways">
        {report.accepted && (
          <button type="button" className="button" aria-disabled={sending !== null} onClick={commit}>
            {HANDING_IN.commit}
          </button>
        )}
        <button type="button" className={report.accepted ? 'button quiet' : 'button'} onClick={chooseAnother}>
          {report.accepted ? HANDING_IN.changeFile : HANDING_IN.correctedFile}
        </button>
      </div>
      {sending && !sending.dryRun && <SendingProgress sending={sending} />}
      {report.excerpt && <FileExcerpt excerpt={report.excerpt} problems={report.problems} />}
      <FaultList problems={report.problems} notListed={report.problemsNotListed} />
      {!report.accepted && report.slices.length > 0 && (
        <details className="readable">
          <summary>{HANDING_IN.couldRead}</summary>
          {slices(HANDING_IN.couldRead)}
        </details>
      )}
    </section>
  );
}
