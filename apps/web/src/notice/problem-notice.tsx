import type { ReactNode } from 'react';
import type { Problem } from '../api/answers.js';
import { WORDS } from '../words.js';

interface Props {
  readonly problem: Problem;
  readonly retry: () => void;
  /** More ways on, beside trying again. */
  readonly children?: ReactNode;
}

/** What went wrong, in the API's own words, and what to do about it. */
export function ProblemNotice({ problem, retry, children }: Props) {
  return (
    <div className="notice problem" role="alert">
      <h2>{problem.title}</h2>
      <p>{problem.detail}</p>
      <p className="notice-ways">
        <button type="button" className="button" onClick={retry}>
          {WORDS.retry}
        </button>
        {children}
      </p>
    </div>
  );
}
