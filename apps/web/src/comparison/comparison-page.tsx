import { useCallback, useEffect } from 'react';
import { PATHS } from '../address/use-path.js';
import { useQuery } from '../address/use-query.js';
import { getComparison, getMeasures, getUnits } from '../api/calls.js';
import { useAnswer } from '../api/use-answer.js';
import { periodHeading, periodName, periodText } from '../format/period.js';
import { PeriodPicker } from '../header/period-picker.js';
import { SiteHeader } from '../header/site-header.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { WORDS } from '../words.js';
import {
  type ComparisonAddress,
  readComparisonAddress,
  writeComparisonAddress,
} from './comparison-address.js';
import { ComparisonChoices } from './comparison-choices.js';
import { ComparisonView } from './comparison-view.js';
import { COMPARISON } from './words.js';

const FORM = { read: readComparisonAddress, write: writeComparisonAddress };

/** The comparison that an address asks for, asked anew whenever it changes. */
function useComparison(address: ComparisonAddress) {
  const asked = useCallback(
    (signal: AbortSignal) => {
      const { measure, period, peers, base } = address;
      const query = { kind: 'unit', period: periodText(period), base, ...(peers === null ? {} : { peers }) };
      return getComparison(measure, query, signal);
    },
    [address],
  );
  return useAnswer(writeComparisonAddress(address), asked);
}

/** The page where all units stand side by side on one measure. */
export function ComparisonPage() {
  const [address, go] = useQuery(FORM);
  const { period } = address;
  const askMeasures = useCallback((signal: AbortSignal) => getMeasures(period, signal), [period]);
  const measures = useAnswer(`measures ${periodText(period)}`, askMeasures);
  const units = useAnswer('units', getUnits);
  const { value, problem, loading, retry } = useComparison(address);

  useEffect(() => {
    document.title = `${value?.name.sv ?? WORDS.comparisonPage}, ${periodName(period)} – ${WORDS.product}`;
  }, [value, period]);

  return (
    <>
      <a className="skip" href="#content">
        {COMPARISON.skip}
      </a>
      <SiteHeader
        path={PATHS.comparison}
        city={units.value?.items.find(({ parent }) => parent === undefined)?.name.sv}
      >
        <div className="pickers">
          <ComparisonChoices
            address={address}
            go={go}
            measures={measures.value?.items ?? []}
            bases={value?.bases ?? [address.base]}
          />
          <PeriodPicker
            period={period}
            choose={(chosen) => {
              go({ ...address, period: chosen });
            }}
          />
        </div>
      </SiteHeader>
      <main id="content" tabIndex={-1} aria-busy={loading}>
        <p className="hidden" role="status">
          {loading ? COMPARISON.loading : value && `${WORDS.showing} ${value.name.sv}, ${periodName(period)}`}
        </p>
        <div className="subject">
          <p className="path">{COMPARISON.eyebrow}</p>
          <h1>{value?.name.sv ?? '\u00a0'}</h1>
          <p className="subject-period">
            <strong>{periodHeading(period)}</strong>
            <span>{value?.unitOfMeasure.sv}</span>
          </p>
        </div>
        {problem && <ProblemNotice problem={problem} retry={retry} />}
        {value && <ComparisonView comparison={value} period={period} updating={loading} />}
      </main>
    </>
  );
}
