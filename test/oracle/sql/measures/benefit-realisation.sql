-- 100 × Σ realised / Σ planned, from January to the end of the period, over benefits due by then. Of several projects that claim
-- a change for the same unit and period, the one that was registered first stands, of equals the first by name (ADR 4).
WITH claim AS (
  SELECT benefits.*, rank() OVER (
           PARTITION BY change_id, unit, due ORDER BY coalesce(registered, '9999-12-31'), benefits.project
         ) AS place
  FROM benefits LEFT JOIN project ON project.id = benefits.project
)
SELECT period.period, unit,
       sum(number_in(realised)) AS numerator,
       sum(number_in(planned)) AS denominator,
       told(realised, true) AS numerator_is,
       told(planned, true) AS denominator_is
FROM period JOIN claim ON month BETWEEN january AND last_month
WHERE place = 1
GROUP BY ALL
