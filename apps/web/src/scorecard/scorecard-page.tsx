import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Address } from '../address/address.js';
import { useAddress } from '../address/use-address.js';
import { getUnits } from '../api/calls.js';
import { useAnswer } from '../api/use-answer.js';
import { periodName } from '../format/period.js';
import { PageFooter } from '../header/page-footer.js';
import { PageHeader } from '../header/page-header.js';
import { SubjectHeading } from '../header/subject-heading.js';
import { type UnitRow, unitRows } from '../header/unit-tree.js';
import { Remarked } from '../remarks/remarked.js';
import { SubUnits } from '../sub-units/sub-units.js';
import { WORDS } from '../words.js';
import { ScorecardArea } from './scorecard-area.js';
import { useScorecard } from './use-scorecard.js';

function unitName({ subject }: Address, rows: readonly UnitRow[]): string | undefined {
  return subject.kind === 'unit' ? rows.find((row) => row.id === subject.id)?.name : undefined;
}

/** The page of scorecards: who and when at the top, the scorecard below, then the units that the shown one gathers. */
export function ScorecardPage() {
  const [address, go] = useAddress();
  const units = useAnswer('units', getUnits);
  const [said, setSaid] = useState(0);
  const again = useCallback(() => {
    setSaid((count) => count + 1);
  }, []);
  const scorecard = useScorecard(address, said);
  const rows = useMemo(() => unitRows(units.value?.items ?? []), [units.value]);
  const settled = scorecard.value?.scorecard.subject.name ?? (scorecard.problem && address.subject.id);
  const name = unitName(address, rows) ?? (scorecard.loading ? undefined : (settled ?? undefined));

  useEffect(() => {
    const subject = name === undefined ? '' : `${name}, `;
    document.title = `${subject}${periodName(address.period)} – ${WORDS.product}`;
  }, [name, address.period]);

  return (
    <>
      <a className="skip" href="#scorecard">
        {WORDS.skip}
      </a>
      <PageHeader address={address} go={go} rows={rows} />
      <main id="scorecard" tabIndex={-1} aria-busy={scorecard.loading}>
        <SubjectHeading address={address} go={go} rows={rows} name={name} />
        <Remarked value={again}>
          <ScorecardArea answer={scorecard} address={address} go={go} name={name} />
        </Remarked>
        {scorecard.value && (
          <SubUnits
            address={address}
            go={go}
            units={units.value?.items ?? []}
            perspectives={scorecard.value.perspectives}
          />
        )}
      </main>
      <PageFooter scorecard={scorecard.value?.scorecard ?? null} />
    </>
  );
}
