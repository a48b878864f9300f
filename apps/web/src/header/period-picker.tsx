import type { PeriodType } from '#core';
import { useId } from 'react';
import {
  type CalendarPeriod,
  changeType,
  choosablePeriods,
  cityMonth,
  hasBegun,
  parsePeriod,
  periodHeading,
  periodText,
  shiftPeriod,
} from '../format/period.js';
import { PERIOD_TYPE_WORDS, WORDS } from '../words.js';

interface Props {
  readonly period: CalendarPeriod;
  readonly choose: (period: CalendarPeriod) => void;
}

const TYPES = Object.keys(PERIOD_TYPE_WORDS) as PeriodType[];

/** Which type of period, and which one: step by step or from a list. */
export function PeriodPicker({ period, choose }: Props) {
  const id = useId();
  const thisMonth = cityMonth(Date.now());
  const next = shiftPeriod(period, 1);
  return (
    <div className="picker period-picker">
      <fieldset className="period-types">
        <legend>{WORDS.periodType}</legend>
        {TYPES.map((type) => (
          <label key={type}>
            <input
              type="radio"
              name={id}
              value={type}
              checked={period.type === type}
              onChange={() => {
                choose(changeType(period, type, thisMonth));
              }}
            />
            <span>{PERIOD_TYPE_WORDS[type]}</span>
          </label>
        ))}
      </fieldset>
      <div className="period-choice">
        <label htmlFor={`${id}-period`}>{WORDS.period}</label>
        <div className="period-steps">
          <StepButton
            label={WORDS.previousPeriod}
            path="m10 4-4 4 4 4"
            step={() => {
              choose(shiftPeriod(period, -1));
            }}
          />
          <select
            id={`${id}-period`}
            value={periodText(period)}
            onChange={(event) => {
              choose(parsePeriod(event.target.value) ?? period);
            }}
          >
            {choosablePeriods(period, thisMonth).map((choice) => (
              <option key={periodText(choice)} value={periodText(choice)}>
                {periodHeading(choice)}
              </option>
            ))}
          </select>
          <StepButton
            label={WORDS.nextPeriod}
            path="m6 4 4 4-4 4"
            disabled={!hasBegun(next, thisMonth)}
            step={() => {
              choose(next);
            }}
          />
        </div>
      </div>
    </div>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly path: string;
  readonly disabled?: boolean;
  readonly step: () => void;
}

function StepButton({ label, path, disabled = false, step }: StepButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      // Not `disabled`: a reader who steps to the end must not lose the focus.
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) step();
      }}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}
