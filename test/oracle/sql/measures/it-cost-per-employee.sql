-- Σ amount[actual] of the twelve months that end with the period / the mean of these months' FTE; needs every month of both.
WITH it AS (
  SELECT period.period, unit, sum(number_in(amount)) AS sek, told(amount, true) AS told,
         count(DISTINCT month) FILTER (WHERE number_in(amount) IS NOT NULL) AS months
  FROM period JOIN cost ON month BETWEEN month_a_year_back AND last_month
  WHERE kind = 'actual'
  GROUP BY ALL
),
staff AS (
  SELECT period.period, unit, sum(number_in(fte)) / 12 AS fte, told(fte, true) AS told,
         count(DISTINCT month) FILTER (WHERE number_in(fte) IS NOT NULL) AS months
  FROM period JOIN base_figures ON month BETWEEN month_a_year_back AND last_month
  GROUP BY ALL
)
SELECT period, unit,
       CASE WHEN it.months = 12 THEN sek END AS numerator,
       CASE WHEN staff.months = 12 THEN fte END AS denominator,
       it.told AS numerator_is, staff.told AS denominator_is
FROM it FULL JOIN staff USING (period, unit)
