-- 100 × Σ completed[web, app] / Σ completed[all channels], over the period.
SELECT period.period, unit,
       sum(number_in(completed)) FILTER (WHERE channel IN ('web', 'app')) AS numerator,
       sum(number_in(completed)) AS denominator,
       told(completed, channel IN ('web', 'app')) AS numerator_is,
       told(completed, true) AS denominator_is
FROM period JOIN transactions ON month BETWEEN first_month AND last_month
GROUP BY ALL
