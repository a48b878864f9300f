-- 100 × Σ amount[actual] / Σ operating_cost, over the period.
WITH it AS (
  SELECT period.period, unit, sum(number_in(amount)) AS sek, told(amount, true) AS told
  FROM period JOIN cost ON month BETWEEN first_month AND last_month
  WHERE kind = 'actual'
  GROUP BY ALL
),
operating AS (
  SELECT period.period, unit, sum(number_in(operating_cost)) AS sek, told(operating_cost, true) AS told
  FROM period JOIN base_figures ON month BETWEEN first_month AND last_month
  GROUP BY ALL
)
SELECT period, unit, it.sek AS numerator, operating.sek AS denominator, it.told AS numerator_is, operating.told AS denominator_is
FROM it FULL JOIN operating USING (period, unit)
