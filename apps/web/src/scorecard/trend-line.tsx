const ARROWS: Record<NonNullable<TrendReading['arrow']>, string> = {
  up: 'M4 12 12 4M6 4h6v6',
  down: 'm4 4 8 8M6 12h6V6',
  level: 'M3 8h10M9 4l4 4-4 4',
};

/** Where the value is heading: an arrow, and the same in words. */
export function TrendLine({ trend }: { readonly trend: TrendReading }) {
  return (
    <p className={`trend trend-${trend.tone}`}>
      {trend.arrow && (
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d={ARROWS[trend.arrow]} />
        </svg>
      )}
      <span>{trend.text}</span>
    </p>
  );
}
import { type TrendReading } from '#core';
