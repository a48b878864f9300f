-- 100 × Σ active / Σ assigned, in the last month of the period in which the unit has both.
WITH by_month AS (
  SELECT period.period, unit, month,
         sum(number_in(active)) AS numerator,
         sum(number_in(assigned)) AS denominator,
         told(active, true) AS numerator_is,
         told(assigned, true) AS denominator_is
  FROM period JOIN licences ON month BETWEEN first_month AND last_month
  GROUP BY ALL
)
SELECT period, unit,
       arg_max(numerator, month) FILTER (WHERE numerator IS NOT NULL AND denominator IS NOT NULL) AS numerator,
       arg_max(denominator, month) FILTER (WHERE numerator IS NOT NULL AND denominator IS NOT NULL) AS denominator,
       -- "given" comes before "not-applicable" in the alphabet, as it does here.
       min(numerator_is) AS numerator_is,
       min(denominator_is) AS denominator_is
FROM by_month
GROUP BY ALL
