import type { UploadProblem } from '#core';
import { useMemo, useState } from 'react';
import { FilterChoice } from '../filter-choice.js';
import { MoreButton } from '../more-button.js';
import { useLongList } from '../use-long-list.js';
import { HANDING_IN, SEVERITY_PLURALS, notListedWords } from '../words.js';
import { FaultGroupView } from './fault-group-view.js';
import { SEVERITIES, type Severity, countOf, faultGroups } from './fault-groups.js';

interface Props {
  readonly problems: readonly UploadProblem[];
  /** Problems beyond those that are listed. */
  readonly notListed: number;
}

/** Everything that was found in a file, gravest first; errors alone when there are any, until the reader asks for more. */
export function FaultList({ problems, notListed }: Props) {
  const [shown, setShown] = useState<Severity | 'all'>(countOf(problems, 'error') > 0 ? 'error' : 'all');
  const groups = useMemo(
    () => faultGroups(problems.filter(({ severity }) => shown === 'all' || severity === shown)),
    [problems, shown],
  );
  if (problems.length === 0) return <p className="soft">{HANDING_IN.noProblems}</p>;
  const severities = SEVERITIES.map((severity) => ({
    value: severity,
    name: SEVERITY_PLURALS[severity],
    count: countOf(problems, severity),
  })).filter(({ count }) => count > 0);
  return (
    <div className="fault-list">
      <h3>{HANDING_IN.problems}</h3>
      {severities.length > 1 && (
        <FilterChoice
          legend={HANDING_IN.problems}
          choices={[...severities, { value: 'all', name: HANDING_IN.all, count: problems.length }]}
          chosen={shown}
          choose={setShown}
        />
      )}
      <Groups key={shown} groups={groups} />
      {notListed > 0 && <p className="soft">{notListedWords(notListed)}</p>}
    </div>
  );
}

function Groups({ groups }: { readonly groups: ReturnType<typeof faultGroups> }) {
  const { drawn, more, drawMore } = useLongList(groups, { first: 25, step: 50 });
  return (
    <>
      <ul className="fault-groups">
        {drawn.map((group) => (
          <FaultGroupView key={group.key} group={group} />
        ))}
      </ul>
      <MoreButton more={more} drawMore={drawMore} />
    </>
  );
}
