-- 100 × Σ completed[web, app] / Σ started[web, app], over the period.
SELECT period.period, unit,
       sum(number_in(completed)) AS numerator,
       sum(number_in(started)) AS denominator,
       told(completed, true) AS numerator_is,
       told(started, true) AS denominator_is
FROM period JOIN transactions ON month BETWEEN first_month AND last_month
WHERE channel IN ('web', 'app')
GROUP BY ALL
