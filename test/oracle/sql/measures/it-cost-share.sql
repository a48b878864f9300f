-- by month: 100 × Σ amount[actual] / Σ operating_cost, over the period. Actual costs are a series: without any they are missing.
WITH it AS (
  SELECT unit, month, sum(number_in(amount)) AS sek, told(amount, true) AS told FROM cost WHERE kind = 'actual' GROUP BY ALL
),
operating AS (
  SELECT unit, month, sum(number_in(operating_cost)) AS sek, told(operating_cost, true) AS told FROM base_figures GROUP BY ALL
)
SELECT unit, month, it.sek AS numerator, operating.sek AS denominator, it.told AS numerator_is, operating.told AS denominator_is
FROM it FULL JOIN operating USING (unit, month)
