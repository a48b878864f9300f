import type { Problem } from '../api/answers.js';

/** Why what somebody asked for was not done, said aloud; with each single fault where there are several. */
export function Fault({ problem }: { readonly problem: Problem | null }) {
  return (
    <div role="alert">
      {problem && (
        <div className="fault">
          <p>
            <strong>{problem.title}.</strong> {problem.detail}
          </p>
          {problem.problems && (
            <ul className="fault-items">
              {problem.problems.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}
