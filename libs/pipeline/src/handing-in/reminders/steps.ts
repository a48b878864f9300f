import { Temporal } from 'temporal-polyfill';
import { type DeliveryState, type PeriodType } from '#core';

/** Days before and after the due day on which those who owe are reminded: the rarer the delivery, the longer ahead. */
const STEPS: Readonly<
  Record<PeriodType, { readonly before: readonly number[]; readonly after: readonly number[] }>
> = {
  month: { before: [5], after: [1, 8, 22] },
  quarter: { before: [14, 3], after: [1, 15, 43] },
  tertial: { before: [14, 3], after: [1, 15, 43] },
  year: { before: [30, 7], after: [1, 31, 92] },
};

/** A step that nobody took for so long is let go: what was not told then is told at the next. */
const LET_GO_DAYS = 7;

/** Something owed that its owner is to be reminded of now. */
export interface DueReminder {
  readonly delivery: DeliveryState;
  /** `before-5`, `after-1`: each is told once. */
  readonly step: string;
  /** Until the due day; negative when it is past. */
  readonly daysLeft: number;
}

/** Days from one ISO date to another; negative when that is past. */
export function daysUntil(today: string, day: string): number {
  return Temporal.PlainDate.from(today).until(day, { largestUnit: 'day' }).days;
}

/** The last step that a delivery has come to on a day (ISO date); `null` before the first and when it was long ago. */
function stepOn(today: string, dueDate: string, cadence: PeriodType): Omit<DueReminder, 'delivery'> | null {
  const daysLeft = daysUntil(today, dueDate);
  const { before, after } = STEPS[cadence];
  const steps = [
    ...before.map((days) => ({ step: `before-${days}`, at: days, ends: -1 })),
    ...after.map((days) => ({ step: `after-${days}`, at: -days, ends: -Infinity })),
  ];
  const reached = steps.findLast(({ at, ends }) => daysLeft <= at && daysLeft > ends);
  return reached && reached.at - daysLeft < LET_GO_DAYS ? { step: reached.step, daysLeft } : null;
}

/** What is to be told on a day, of all that is owed and has not come. */
export function remindersOn(
  today: string,
  deliveries: readonly DeliveryState[],
  cadenceOf: (delivery: string) => PeriodType | undefined,
): DueReminder[] {
  return deliveries
    .filter(({ state }) => state === 'due' || state === 'missing')
    .flatMap((delivery) => {
      const cadence = cadenceOf(delivery.delivery);
      const step = cadence && stepOn(today, delivery.dueDate, cadence);
      return step ? [{ delivery, ...step }] : [];
    });
}
