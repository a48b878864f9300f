-- Σ amount[actual] of systems that have transactions / Σ completed[all channels] of the same systems, over the period. Systems
-- are paired one by one; whoever pays, a system's cost counts at the unit that owns it (ADR 5).
WITH paid AS (
  SELECT period.period, system, sum(number_in(amount)) AS sek
  FROM period JOIN cost ON month BETWEEN first_month AND last_month
  WHERE kind = 'actual' AND system IS NOT NULL AND number_in(amount) IS NOT NULL
  GROUP BY ALL
),
used AS (
  SELECT period.period, system, sum(number_in(completed)) AS completed
  FROM period JOIN transactions ON month BETWEEN first_month AND last_month
  WHERE number_in(completed) IS NOT NULL
  GROUP BY ALL
),
-- Without a pair it matters what the unit itself has handed in.
costs AS (
  SELECT period.period, unit, told(amount, true) AS told
  FROM period JOIN cost ON month BETWEEN first_month AND last_month
  WHERE kind = 'actual'
  GROUP BY ALL
),
transactions_told AS (
  SELECT period.period, unit, told(completed, true) AS told
  FROM period JOIN transactions ON month BETWEEN first_month AND last_month
  GROUP BY ALL
)
SELECT period, system.owner AS unit, sek AS numerator, completed AS denominator, 'given' AS numerator_is, 'given' AS denominator_is
FROM paid JOIN used USING (period, system) JOIN system ON system.id = system
UNION ALL
-- Both are there, but of no system: there is nothing to measure.
SELECT period, unit, NULL, NULL,
       CASE WHEN costs.told = 'given' AND transactions_told.told = 'given' THEN 'not-applicable' ELSE costs.told END,
       transactions_told.told
FROM costs FULL JOIN transactions_told USING (period, unit)
