import { useState } from 'react';
import { saveFile } from '../api/save-file.js';
import type { Problem } from '../api/answers.js';
import { WORDS } from '../words.js';

const FORMS = [
  ['pdf', 'PDF'],
  ['html', 'HTML'],
  ['csv', 'CSV'],
] as const;

interface Props {
  readonly report: 'scorecard' | 'availability';
  readonly title: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** `2026-Q3` */
  readonly period: string;
}

/** A report as files to keep, fetched as who is signed in. */
export function ReportLinks({ report, title, subject, period }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [fetching, setFetching] = useState(false);
  function fetchFile(form: string) {
    const path = ['reports', report, subject.kind, subject.id, `${period}.${form}`];
    setFetching(true);
    void saveFile(path.map(encodeURIComponent).join('/'), `${report}-${subject.id}-${period}.${form}`).then(
      (saved) => {
        setFetching(false);
        setProblem(saved.ok ? null : saved.problem);
      },
    );
  }
  return (
    <span className="report-links">
      {title}
      {FORMS.map(([form, name]) => (
        <button
          key={form}
          type="button"
          className="button quiet small"
          disabled={fetching}
          onClick={() => {
            fetchFile(form);
          }}
        >
          {name}
          <span className="hidden">
            , {title} {period}
          </span>
        </button>
      ))}
      {fetching && <span role="status">{WORDS.updating}</span>}
      {problem && <span role="alert">{problem.detail}</span>}
    </span>
  );
}
