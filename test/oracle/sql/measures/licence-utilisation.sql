-- 100 × Σ active / Σ assigned, in the last month of the period in which the unit has both.
WITH by_month AS (
  SELECT unit, month,
         sum(number_in(active)) AS numerator,
         sum(number_in(assigned)) AS denominator,
         told(active, true) AS numerator_is,
         told(assigned, true) AS denominator_is
  FROM licences
  GROUP BY ALL
)
SELECT period.period, unit,
       arg_max(numerator, month) FILTER (WHERE numerator IS NOT NULL AND denominator IS NOT NULL) AS numerator,
       arg_max(denominator, month) FILTER (WHERE numerator IS NOT NULL AND denominator IS NOT NULL) AS denominator,
       told_of_months(numerator_is, months_between(first_month, last_month)) AS numerator_is,
       told_of_months(denominator_is, months_between(first_month, last_month)) AS denominator_is
FROM period JOIN by_month ON month BETWEEN first_month AND last_month
GROUP BY period.period, unit, first_month, last_month
