-- (satisfied + tolerating / 2) / samples, inside agreed service time.
SELECT period.period, unit,
       sum(satisfied + tolerating / 2) AS numerator,
       sum(samples) AS denominator,
       'given' AS numerator_is, 'given' AS denominator_is
FROM period JOIN monitored ON month BETWEEN first_month AND last_month
WHERE samples > 0
GROUP BY ALL
