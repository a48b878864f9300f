import type { PeriodType } from '#core';
import { useId } from 'react';
import {
  type CalendarPeriod,
  choosablePeriods,
  cityMonth,
  lastWhole,
  parsePeriod,
  periodHeading,
  periodText,
} from '../../format/period.js';
import { PERIOD_TYPE_WORDS } from '../../words.js';
import { HANDING_IN } from '../words.js';

interface Props {
  readonly chosen: string | null;
  readonly choose: (period: string | null) => void;
}

const TYPES = Object.keys(PERIOD_TYPE_WORDS) as PeriodType[];

function periodsOf(type: PeriodType, chosen: CalendarPeriod | null): readonly CalendarPeriod[] {
  const month = cityMonth(Date.now());
  return choosablePeriods(chosen?.type === type ? chosen : lastWhole(type, month), month);
}

/** Which period the file is meant to hold, for those who want to be sure. */
export function PeriodField({ chosen, choose }: Props) {
  const id = useId();
  const period = chosen === null ? null : parsePeriod(chosen);
  return (
    <div className="field">
      <label htmlFor={id}>{HANDING_IN.claimedPeriod}</label>
      <select
        id={id}
        value={chosen ?? ''}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          choose(event.target.value === '' ? null : event.target.value);
        }}
      >
        <option value="">{HANDING_IN.anyPeriod}</option>
        {TYPES.map((type) => (
          <optgroup key={type} label={PERIOD_TYPE_WORDS[type]}>
            {periodsOf(type, period).map((choice) => (
              <option key={periodText(choice)} value={periodText(choice)}>
                {periodHeading(choice)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <p id={`${id}-hint`} className="field-hint">
        {HANDING_IN.claimedPeriodHint}
      </p>
    </div>
  );
}
