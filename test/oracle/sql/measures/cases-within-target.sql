-- 100 × Σ within_target / Σ closed, over the period.
SELECT period.period, unit,
       sum(number_in(within_target)) AS numerator,
       sum(number_in(closed)) AS denominator,
       told(within_target, true) AS numerator_is,
       told(closed, true) AS denominator_is
FROM period JOIN cases ON month BETWEEN first_month AND last_month
GROUP BY ALL
