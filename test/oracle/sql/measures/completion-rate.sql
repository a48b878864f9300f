-- by month: 100 × Σ completed[web, app] / Σ started[web, app], over the period; 0 of a system of which only other channels were
-- handed in.
WITH by_system AS (
  SELECT unit, month, system,
         sum_of_part(completed, channel IN ('web', 'app')) AS numerator,
         sum_of_part(started, channel IN ('web', 'app')) AS denominator,
         told_of_part(completed, channel IN ('web', 'app')) AS numerator_is,
         told_of_part(started, channel IN ('web', 'app')) AS denominator_is
  FROM transactions
  GROUP BY ALL
)
SELECT unit, month, sum(numerator) AS numerator, sum(denominator) AS denominator,
       min(numerator_is) AS numerator_is, min(denominator_is) AS denominator_is
FROM by_system
GROUP BY ALL
