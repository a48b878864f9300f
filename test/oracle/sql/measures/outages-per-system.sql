-- Outages that began inside agreed service time / months in which a system was monitored.
WITH system_month AS (
  SELECT unit, system, month,
         (SELECT count(*) FROM outage WHERE outage.system = monitored.system AND counted AND month_at(start_ms) = month) AS outages
  FROM monitored
)
SELECT period.period, unit, sum(outages) AS numerator, count(*) AS denominator, 'given' AS numerator_is, 'given' AS denominator_is
FROM period JOIN system_month ON month BETWEEN first_month AND last_month
GROUP BY ALL
