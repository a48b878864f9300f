-- 100 × Σ realised / Σ planned, from January to the end of the period, over benefits due by then. A claim in words is not
-- summed, and one without kronor claims nothing. Projects take their turn on a change of a unit in the order in which they were
-- registered, of equals the first by name (ADR 4); within a project the claims for longer periods come first (section 7). A
-- claim counts when it touches no month that has been taken before it (ADR 19).
WITH RECURSIVE claim AS (
  SELECT period.period AS asked, benefits.*, months_in(due) AS months,
         bool_or(number_in(planned) IS NOT NULL OR number_in(realised) IS NOT NULL)
           OVER (PARTITION BY asked, benefits.project, change_id, unit, due) AS in_kronor,
         dense_rank() OVER (
           PARTITION BY asked, change_id, unit
           ORDER BY coalesce(registered, '9999-12-31'), benefits.project, len(months_in(due)) DESC
         ) AS turn
  FROM period JOIN benefits ON month BETWEEN january AND last_month
  LEFT JOIN project ON project.id = benefits.project
  WHERE qualitative IS DISTINCT FROM 'yes'
),
turns AS (
  SELECT asked, change_id, unit, turn, list(DISTINCT months) FILTER (WHERE in_kronor) AS claimed FROM claim GROUP BY ALL
),
taken AS (
  SELECT asked, change_id, unit, turn, CAST([] AS VARCHAR[]) AS before FROM turns WHERE turn = 1
  UNION ALL
  SELECT asked, change_id, unit, turn + 1,
         list_concat(before, flatten(list_filter(coalesce(claimed, []), lambda months : NOT list_has_any(months, before))))
  FROM taken JOIN turns USING (asked, change_id, unit, turn)
),
-- Claims compete in the whole city; a subject has those of its projects that stand there.
standing AS (
  SELECT claim.* FROM claim JOIN taken USING (asked, change_id, unit, turn)
  WHERE NOT in_kronor OR NOT list_has_any(months, before)
),
about AS (
  FROM standing
  UNION ALL BY NAME
  SELECT standing.* REPLACE (inside(subject, standing.unit) AS unit)
  FROM standing JOIN subject_project ON subject_project.project = standing.project
)
SELECT asked AS period, unit,
       sum(number_in(realised)) AS numerator,
       sum(number_in(planned)) AS denominator,
       told(realised, true) AS numerator_is,
       told(planned, true) AS denominator_is
FROM about
GROUP BY ALL
