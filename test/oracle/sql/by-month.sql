-- From what each unit has in each month (by_month) to what it has in a period (domain.md, section 3). A side that is "ej
-- aktuellt" in a month takes the month out of both sides, and out of no other month: only when no month of the period is left
-- does the measure make no sense for the unit.
SELECT period.period, unit,
       sum(numerator) FILTER (WHERE NOT excused) AS numerator,
       sum(denominator) FILTER (WHERE NOT excused) AS denominator,
       CASE WHEN count(*) FILTER (WHERE numerator_is = 'given' AND NOT excused) > 0 THEN 'given'
            WHEN count(DISTINCT month) FILTER (WHERE excused) = months THEN 'not-applicable' END AS numerator_is,
       CASE WHEN count(*) FILTER (WHERE denominator_is = 'given' AND NOT excused) > 0 THEN 'given'
            WHEN count(DISTINCT month) FILTER (WHERE excused) = months THEN 'not-applicable' END AS denominator_is
FROM (SELECT *, months_between(first_month, last_month) AS months FROM period) AS period
JOIN (
  SELECT *, coalesce(numerator_is = 'not-applicable', false) OR coalesce(denominator_is = 'not-applicable', false) AS excused
  FROM by_month
) ON month BETWEEN first_month AND last_month
GROUP BY period.period, unit, months
