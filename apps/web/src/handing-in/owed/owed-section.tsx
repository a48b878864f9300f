import type { DeliveryState } from '#core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useAnswer } from '../../api/use-answer.js';
import { type CalendarPeriod, cityMonth, periodText, yearOfLastWholeMonth } from '../../format/period.js';
import { PeriodPicker } from '../../header/period-picker.js';
import { UnitPicker } from '../../header/unit-picker.js';
import type { UnitRow } from '../../header/unit-tree.js';
import { ProblemNotice } from '../../notice/problem-notice.js';
import { getDeliveries } from '../calls.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { FilterChoice } from '../filter-choice.js';
import { HANDING_IN } from '../words.js';
import { type OwedPart, firstPart, owedRows } from './owed-rows.js';
import { OwedTable } from './owed-table.js';

interface Props {
  readonly token: string | null;
  /** The units that may be chosen among, parents before children; at least one. */
  readonly units: readonly UnitRow[];
  readonly names: CatalogueNames;
  /** Grows when something has been handed in. */
  readonly revision: number;
  readonly choose: (delivery: DeliveryState) => void;
  readonly makeLink: (delivery: DeliveryState) => void;
  readonly sayNotOurs: (delivery: DeliveryState) => void;
  /** What is asked about a delivery. */
  readonly children?: ReactNode;
}

const PARTS: Record<OwedPart, { readonly name: string; readonly empty: string }> = {
  missing: { name: HANDING_IN.missing, empty: HANDING_IN.nothingMissing },
  due: { name: HANDING_IN.due, empty: HANDING_IN.nothingDue },
  'handed-in': { name: HANDING_IN.handedIn, empty: HANDING_IN.nothingHandedIn },
  all: { name: HANDING_IN.all, empty: HANDING_IN.nothingOwed },
};
const PART_IDS: readonly OwedPart[] = ['missing', 'due', 'handed-in', 'all'];

/** What my units owe for a period, how each delivery stands, and the templates. */
export function OwedSection({ token, units, names, revision, ...props }: Props) {
  const { children, ...ways } = props;
  const [unit, setUnit] = useState(units[0]?.id ?? '');
  const [period, setPeriod] = useState<CalendarPeriod>(() => yearOfLastWholeMonth(cityMonth(Date.now())));
  const [chosen, setPart] = useState<OwedPart | null>(null);
  const asked = useCallback(
    (signal: AbortSignal) => getDeliveries({ token, unit, period }, signal),
    [token, unit, period],
  );
  const shown = `${unit} ${periodText(period)}`;
  const { value, problem, retry, loading } = useAnswer(`${shown} ${revision}`, asked);
  const rows = useMemo(() => owedRows(value?.items ?? []), [value]);
  const part = chosen ?? firstPart(rows);

  return (
    <section className="panel owed" aria-labelledby="owed-heading" aria-busy={loading}>
      <h2 id="owed-heading">{HANDING_IN.owed}</h2>
      <div className="pickers">
        {units.length > 1 && <UnitPicker rows={units} selectedId={unit} choose={setUnit} />}
        <PeriodPicker period={period} choose={setPeriod} />
      </div>
      {problem && <ProblemNotice problem={problem} retry={retry} />}
      {!value && !problem && <p className="soft">{HANDING_IN.loadingOwed}</p>}
      {value && (
        <>
          <FilterChoice
            legend={HANDING_IN.owedShown}
            choices={PART_IDS.map((id) => ({ value: id, name: PARTS[id].name, count: rows[id].length }))}
            chosen={part}
            choose={setPart}
          />
          {rows[part].length > 0 ? (
            <OwedTable
              key={`${shown} ${part}`}
              rows={rows[part]}
              names={names}
              withUnits={new Set(rows.all.map((row) => row.unit)).size > 1}
              {...ways}
            />
          ) : (
            <p className="soft">{rows.all.length > 0 ? PARTS[part].empty : HANDING_IN.nothingOwed}</p>
          )}
        </>
      )}
      {children}
    </section>
  );
}
