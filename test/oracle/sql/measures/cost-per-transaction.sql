-- Σ amount[actual] of systems that have transactions / Σ completed[all channels] of the same systems, over the period. Systems
-- are paired one by one; whoever pays, a system's cost counts at the unit that owns it (ADR 5).
WITH paid AS (
  SELECT system, month, sum(number_in(amount)) AS sek, told(amount, true) AS told
  FROM cost WHERE kind = 'actual' AND system IS NOT NULL GROUP BY ALL
),
used AS (
  SELECT system, month, sum(number_in(completed)) AS completed, told(completed, true) AS told FROM transactions GROUP BY ALL
),
-- A side of a system that is "ej aktuellt" in a month takes the month out of both.
by_system AS (
  SELECT system, month, sek, completed
  FROM paid FULL JOIN used USING (system, month)
  WHERE NOT coalesce(paid.told = 'not-applicable', false) AND NOT coalesce(used.told = 'not-applicable', false)
),
pair AS (
  SELECT period.period, system, sum(sek) AS sek, sum(completed) AS completed
  FROM period JOIN by_system ON month BETWEEN first_month AND last_month
  GROUP BY ALL
  HAVING count(sek) > 0 AND count(completed) > 0
),
-- Without a pair: units with a system that has transactions miss its cost, unless every month of the cost is "ej aktuellt" or
-- every month of the transactions is, one or the other.
costs AS (
  SELECT unit, month, told(amount, true) AS told FROM cost WHERE kind = 'actual' GROUP BY ALL
),
transactions_told AS (
  SELECT unit, month, told(completed, true) AS told FROM transactions GROUP BY ALL
),
by_month AS (
  SELECT unit, month, transactions_told.told AS used,
         coalesce(costs.told = 'not-applicable', false) OR coalesce(transactions_told.told = 'not-applicable', false) AS excused
  FROM costs FULL JOIN transactions_told USING (unit, month)
),
without AS (
  SELECT period.period, unit,
         CASE WHEN count(*) FILTER (WHERE used = 'given') > 0 THEN 'given'
              WHEN count(*) FILTER (WHERE excused) = months_between(first_month, last_month) THEN 'not-applicable' END AS used,
         count(*) FILTER (WHERE excused) = months_between(first_month, last_month) AS excused
  FROM period JOIN by_month ON month BETWEEN first_month AND last_month
  GROUP BY period.period, unit, first_month, last_month
)
SELECT period, system.owner AS unit, sek AS numerator, completed AS denominator, 'given' AS numerator_is, 'given' AS denominator_is
FROM pair JOIN system ON system.id = system
UNION ALL
SELECT period, unit, NULL, NULL,
       CASE WHEN used = 'given' AND NOT excused THEN 'missing' WHEN excused THEN 'not-applicable'
            -- Transactions are missing, or not asked for: that decides alone.
            ELSE 'missing' END,
       used
FROM without
