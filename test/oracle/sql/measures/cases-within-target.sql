-- by month: 100 × Σ within_target / Σ closed, over the period.
SELECT unit, month,
       sum(number_in(within_target)) AS numerator,
       sum(number_in(closed)) AS denominator,
       told(within_target, true) AS numerator_is,
       told(closed, true) AS denominator_is
FROM cases
GROUP BY ALL
