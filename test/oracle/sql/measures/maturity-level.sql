-- Σ (mean level of the unit's dimensions × FTE) / Σ FTE: levels of the last assessment in the twelve months that end with the
-- period, FTE as the mean of the period's months that have it.
WITH dimension AS (
  SELECT period.period, unit, dimension, avg(number_in(level)) AS level
  FROM period JOIN maturity ON month BETWEEN month_a_year_back AND last_month
  WHERE number_in(level) IS NOT NULL
  GROUP BY period.period, unit, month, dimension
  QUALIFY month = max(month) OVER (PARTITION BY period.period, unit)
),
assessed AS (
  SELECT period, unit, avg(level) AS level FROM dimension GROUP BY ALL
),
told AS (
  SELECT period.period, unit, told(level, true) AS told
  FROM period JOIN maturity ON month BETWEEN month_a_year_back AND last_month
  GROUP BY ALL
),
staff AS (
  SELECT period.period, unit, told(fte, true) AS told,
         sum(number_in(fte)) / count(DISTINCT month) FILTER (WHERE number_in(fte) IS NOT NULL) AS fte
  FROM period JOIN base_figures ON month BETWEEN first_month AND last_month
  GROUP BY ALL
)
SELECT period, unit, assessed.level * staff.fte AS numerator,
       staff.fte AS denominator,
       told.told AS numerator_is, staff.told AS denominator_is
FROM told LEFT JOIN assessed USING (period, unit) FULL JOIN staff USING (period, unit)
