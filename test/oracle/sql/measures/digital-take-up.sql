-- by month: 100 × Σ completed[web, app] / Σ completed[all channels], over the period. A system of which only other channels were
-- handed in has no digital transactions: 0.
WITH by_system AS (
  SELECT unit, month, system,
         sum_of_part(completed, channel IN ('web', 'app')) AS numerator,
         sum(number_in(completed)) AS denominator,
         told_of_part(completed, channel IN ('web', 'app')) AS numerator_is,
         told(completed, true) AS denominator_is
  FROM transactions
  GROUP BY ALL
)
-- "given" comes before "not-applicable" in the alphabet, as it does here.
SELECT unit, month, sum(numerator) AS numerator, sum(denominator) AS denominator,
       min(numerator_is) AS numerator_is, min(denominator_is) AS denominator_is
FROM by_system
GROUP BY ALL
