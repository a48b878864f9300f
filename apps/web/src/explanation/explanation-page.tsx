import { useCallback, useEffect, useMemo } from 'react';
import { CITY_ID, writeAddress } from '../address/address.js';
import { PageLink } from '../address/page-link.js';
import { PATHS } from '../address/use-path.js';
import { useQuery } from '../address/use-query.js';
import { getExplanation, getUnits } from '../api/calls.js';
import { useAnswer } from '../api/use-answer.js';
import { periodHeading, periodName } from '../format/period.js';
import { PageHeader } from '../header/page-header.js';
import { unitRows } from '../header/unit-tree.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { WORDS } from '../words.js';
import { ExplanationHeading } from './explanation-heading.js';
import { readExplanationAddress, writeExplanationAddress } from './explanation-address.js';
import { ExplanationView } from './explanation-view.js';
import { EXPLANATION } from './words.js';

const FORM = { read: readExplanationAddress, write: writeExplanationAddress };

/** The page that tells why a number is what it is, down to the files. */
export function ExplanationPage() {
  const [address, go] = useQuery(FORM);
  const units = useAnswer('units', getUnits);
  const rows = useMemo(() => unitRows(units.value?.items ?? []), [units.value]);
  const { measure } = address;
  const asked = useCallback(
    (signal: AbortSignal) => getExplanation(measure, address, signal),
    [address, measure],
  );
  const { value, problem, loading, retry } = useAnswer(writeExplanationAddress(address), asked);
  const name = value?.definition.name.sv;

  useEffect(() => {
    document.title = `${name ?? EXPLANATION.eyebrow}, ${periodName(address.period)} – ${WORDS.product}`;
  }, [name, address.period]);

  return (
    <>
      <a className="skip" href="#content">
        {EXPLANATION.skip}
      </a>
      <PageHeader
        path={PATHS.explanation}
        address={address}
        go={(to) => {
          go({ ...to, measure });
        }}
        rows={rows}
      />
      <main id="content" tabIndex={-1} aria-busy={loading}>
        <p className="hidden" role="status">
          {loading
            ? EXPLANATION.loading
            : value && `${WORDS.showing} ${name ?? ''}, ${value.subject.name.sv}`}
        </p>
        <ExplanationHeading
          name={name}
          subject={value?.subject.name.sv}
          period={periodHeading(address.period)}
          address={address}
        />
        {problem && (
          <ProblemNotice problem={problem} retry={retry}>
            <PageLink href={`/${writeAddress({ ...address, subject: { kind: 'unit', id: CITY_ID } })}`}>
              {WORDS.toTheCity}
            </PageLink>
          </ProblemNotice>
        )}
        {value && <ExplanationView explanation={value} address={address} rows={rows} updating={loading} />}
      </main>
    </>
  );
}
