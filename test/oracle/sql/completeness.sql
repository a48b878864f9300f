-- How much of what is expected has come (domain.md, section 2; ADR 5): delivered / expected, in unit-periods of each delivery
-- that holds what a measure is taken from. "Ej aktuellt" leaves both counts, what is missing is expected and not delivered, and
-- what came without being asked for counts on both sides. What both sides take from one delivery is counted once.

-- The periods of each cadence.
CREATE TABLE due AS
SELECT cadence, strftime(last - to_months(length - 1), '%Y-%m') AS first_month, strftime(last, '%Y-%m') AS last_month
FROM (VALUES ('month', 1), ('quarter', 3), ('tertial', 4), ('year', 12)) AS cadence(cadence, length),
     generate_series(TIMESTAMP '2023-01-01', TIMESTAMP '2028-12-01', INTERVAL 1 MONTH) AS month(last)
WHERE month(last) % length = 0;

-- The months that a side of a measure looks at.
CREATE TABLE side_window AS
SELECT id AS measure, audiences, 'numerator' AS side, numerator_from AS dataset, period,
       CASE WHEN id IN ('it-cost-per-employee', 'maturity-level') THEN month_a_year_back
            WHEN id = 'benefit-realisation' THEN january ELSE first_month END AS first_month, last_month
FROM measure CROSS JOIN period WHERE numerator_from <> 'probes'
UNION ALL
SELECT id, audiences, 'denominator', denominator_from, period,
       CASE WHEN id = 'it-cost-per-employee' THEN month_a_year_back
            WHEN id = 'benefit-realisation' THEN january ELSE first_month END, last_month
FROM measure CROSS JOIN period WHERE numerator_from <> 'probes';

-- A system's cost is looked for where it has transactions; where no system of its owner has any, every system's cost counts.
CREATE TABLE system_with_transactions AS
SELECT DISTINCT period.period, unit, system
FROM period JOIN transactions ON month BETWEEN first_month AND last_month
WHERE number_in(completed) IS NOT NULL;

-- What came of each side, and of what period; `asked` where that depends on the period that is asked for.
CREATE TABLE side_row AS
SELECT 'digital-take-up' AS measure, side, NULL AS asked, unit, month AS of_period, NULL AS audience, told(completed, true) AS told
FROM transactions, (VALUES ('numerator'), ('denominator')) AS taken(side) GROUP BY ALL
UNION ALL
SELECT 'completion-rate', 'numerator', NULL, unit, month, NULL, told_of_part(completed, channel IN ('web', 'app'))
FROM transactions GROUP BY unit, month, system
UNION ALL
SELECT 'completion-rate', 'denominator', NULL, unit, month, NULL, told_of_part(started, channel IN ('web', 'app'))
FROM transactions GROUP BY unit, month, system
UNION ALL
SELECT 'cost-per-transaction', 'denominator', NULL, unit, month, NULL, told(completed, true) FROM transactions GROUP BY unit, month
UNION ALL
SELECT 'cost-per-transaction', 'numerator', period.period, system.owner, month, NULL, 'given'
FROM period JOIN cost ON month BETWEEN first_month AND last_month JOIN system ON system.id = cost.system
WHERE cost.kind = 'actual' AND number_in(amount) IS NOT NULL AND NOT contains(cost.system, '/')
  AND (EXISTS (FROM system_with_transactions AS with_some WHERE with_some.period = period.period AND with_some.system = cost.system)
       OR NOT EXISTS (FROM system_with_transactions AS with_some WHERE with_some.period = period.period AND with_some.unit = system.owner))
UNION ALL
SELECT 'cost-per-transaction', 'numerator', period.period, inside(subject, owner), month, NULL, 'given'
FROM period JOIN cost ON month BETWEEN first_month AND last_month
JOIN subject_system ON subject_system.system = cost.system JOIN system ON system.id = cost.system
WHERE cost.kind = 'actual' AND number_in(amount) IS NOT NULL
  AND (EXISTS (FROM system_with_transactions AS with_some
               WHERE with_some.period = period.period AND with_some.system = inside(subject, cost.system))
       OR NOT EXISTS (FROM system_with_transactions AS with_some
                      WHERE with_some.period = period.period AND with_some.unit = inside(subject, owner)))
UNION ALL
SELECT 'cost-per-transaction', 'numerator', NULL, unit, month, NULL, 'not-applicable'
FROM cost WHERE kind = 'actual' AND says_not_applicable(amount)
UNION ALL
SELECT measure, side, NULL, unit, month, NULL, told(amount, true)
FROM cost, (VALUES ('it-cost-share', 'numerator'), ('it-cost-per-employee', 'numerator')) AS taken(measure, side)
WHERE kind = 'actual' GROUP BY ALL
UNION ALL
SELECT 'it-cost-share', 'denominator', NULL, unit, month, NULL, told(operating_cost, true) FROM base_figures GROUP BY unit, month
UNION ALL
SELECT measure, 'denominator', NULL, unit, month, NULL, told(fte, true)
FROM base_figures, (VALUES ('it-cost-per-employee'), ('maturity-level')) AS taken(measure) GROUP BY ALL
UNION ALL
SELECT 'maturity-level', 'numerator', NULL, unit, assessed, NULL, told(level, true) FROM maturity GROUP BY unit, assessed
UNION ALL
SELECT 'cases-within-target', 'numerator', NULL, unit, month, NULL, told(within_target, true) FROM cases GROUP BY unit, month
UNION ALL
SELECT 'cases-within-target', 'denominator', NULL, unit, month, NULL, told(closed, true) FROM cases GROUP BY unit, month
UNION ALL
SELECT 'licence-utilisation', 'numerator', NULL, unit, month, NULL, told(active, true) FROM licences GROUP BY unit, month
UNION ALL
SELECT 'licence-utilisation', 'denominator', NULL, unit, month, NULL, told(assigned, true) FROM licences GROUP BY unit, month
UNION ALL
SELECT measure, side, NULL, unit, asked, audience, told(cell, true)
FROM (VALUES ('numerator'), ('denominator')) AS of_both(side), answers JOIN (VALUES
  ('citizen-satisfaction', ['citizen', 'company', 'visitor'], ['nki-overall', 'nki-expectation', 'nki-ideal']),
  ('perceived-usefulness', ['employee'], ['it-usefulness']),
  ('digital-skills', ['employee'], ['digital-skills'])
) AS taken(measure, audiences, questions) ON list_contains(audiences, audience) AND list_contains(questions, question)
GROUP BY ALL
UNION ALL
SELECT 'benefit-realisation', 'numerator', NULL, unit, due, NULL, told(realised, true)
FROM benefits WHERE qualitative IS DISTINCT FROM 'yes' GROUP BY unit, due
UNION ALL
SELECT 'benefit-realisation', 'denominator', NULL, unit, due, NULL, told(planned, true)
FROM benefits WHERE qualitative IS DISTINCT FROM 'yes' GROUP BY unit, due
UNION ALL
SELECT 'benefit-realisation', 'numerator', NULL, inside(subject, benefits.unit), due, NULL, told(realised, true)
FROM benefits JOIN subject_project ON subject_project.project = benefits.project
WHERE qualitative IS DISTINCT FROM 'yes' GROUP BY subject, benefits.unit, due
UNION ALL
SELECT 'benefit-realisation', 'denominator', NULL, inside(subject, benefits.unit), due, NULL, told(planned, true)
FROM benefits JOIN subject_project ON subject_project.project = benefits.project
WHERE qualitative IS DISTINCT FROM 'yes' GROUP BY subject, benefits.unit, due;

CREATE TABLE complete AS
WITH seen AS (
  SELECT side_window.measure, side_window.side, dataset, period, unit, of_period, audience, told,
         first_month_of(of_period) AS first_month, last_month_of(of_period) AS last_month,
         -- Of a subject's own systems; everything else that is delivered is its unit's.
         side_window.measure = 'cost-per-transaction' AND side_window.side = 'numerator' AND told = 'given' AS is_of_system
  FROM side_window JOIN side_row ON side_row.measure = side_window.measure AND side_row.side = side_window.side
    AND last_month_of(of_period) BETWEEN side_window.first_month AND side_window.last_month
    AND coalesce(asked, period) = period
  WHERE told IS NOT NULL
),
asked_for AS (
  SELECT measure, side, side_window.dataset, period, stands_for.unit, by_unit, delivery, owed.cadence, owed.audiences,
         due.first_month, due.last_month
  FROM side_window CROSS JOIN stands_for
  JOIN owed ON owed.unit = by_unit AND owed.dataset = side_window.dataset
    AND (side_window.audiences IS NULL OR owed.audiences IS NULL OR list_has_any(owed.audiences, side_window.audiences))
  LEFT JOIN due ON due.cadence = owed.cadence AND due.last_month BETWEEN side_window.first_month AND side_window.last_month
),
by_side AS (
  SELECT asked_for.measure, asked_for.period, asked_for.unit, delivery, asked_for.last_month AS of_period, asked_for.side,
         CASE WHEN bool_or(told = 'given') THEN 2 WHEN bool_or(told = 'not-applicable') THEN 0 ELSE 1 END AS state
  FROM asked_for LEFT JOIN seen
    ON seen.measure = asked_for.measure AND seen.side = asked_for.side AND seen.period = asked_for.period
    AND seen.unit = CASE WHEN is_of_system THEN asked_for.unit ELSE by_unit END
    AND seen.first_month <= asked_for.last_month AND asked_for.first_month <= seen.last_month
    AND (asked_for.audiences IS NULL OR list_contains(asked_for.audiences, seen.audience))
  WHERE asked_for.last_month IS NOT NULL
  GROUP BY ALL
),
counted AS (
  SELECT measure, period, unit, delivery, of_period, max(state) AS state FROM by_side GROUP BY ALL
  UNION ALL
  SELECT DISTINCT measure, period, stands_for.unit, dataset, of_period, 2
  FROM seen JOIN stands_for ON seen.unit = CASE WHEN is_of_system THEN stands_for.unit ELSE by_unit END
  WHERE told = 'given' AND NOT EXISTS (
    FROM asked_for WHERE asked_for.measure = seen.measure AND asked_for.side = seen.side
      AND asked_for.period = seen.period AND asked_for.unit = stands_for.unit)
  UNION ALL
  SELECT DISTINCT measure, period, seen.unit, dataset, of_period, 2
  FROM seen JOIN benefits_elsewhere AS own ON seen.unit = inside(own.subject, own.unit)
  WHERE measure = 'benefit-realisation' AND told = 'given'
)
SELECT measure, period, unit,
       count(*) FILTER (WHERE state = 2) AS actual,
       count(*) FILTER (WHERE state > 0) AS expected
FROM counted GROUP BY ALL;
