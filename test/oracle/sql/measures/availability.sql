-- 100 × (up + degraded) / (up + degraded + down) inside agreed service time, each system by its weight.
SELECT period.period, unit,
       sum(weight * (up_ms + degraded_ms)) AS numerator,
       sum(weight * (up_ms + degraded_ms + down_ms)) AS denominator,
       'given' AS numerator_is, 'given' AS denominator_is
FROM period JOIN monitored ON month BETWEEN first_month AND last_month
GROUP BY ALL
