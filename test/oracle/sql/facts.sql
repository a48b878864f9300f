-- From the cells of files to facts: numbers and periods are read, and of each slice the last hand-in stands.

CREATE MACRO says_not_applicable(cell) AS lower(trim(cell)) = 'ej aktuellt';

-- Swedish offices write 1 234,50 with blanks of two kinds; an empty cell and "ej aktuellt" are no number.
CREATE MACRO number_in(cell) AS
  CASE WHEN NOT says_not_applicable(cell)
       THEN CAST(nullif(replace(regexp_replace(cell, '[ \x{00A0}]', '', 'g'), ',', '.'), '') AS DOUBLE) END;

-- "september 2026" is 2026-09; everything else is written as we write it.
CREATE MACRO period_in(cell) AS
  CASE WHEN cell SIMILAR TO '[a-z]+ [0-9]{4}'
       THEN format('{}-{:02d}', cell[-4:], list_position(
              ['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december'],
              split_part(cell, ' ', 1)))
       ELSE cell END;

-- A period longer than a month belongs to its last month.
CREATE MACRO last_month_of(period) AS
  CASE WHEN period SIMILAR TO '.*-Q[1-4]' THEN format('{}-{:02d}', period[:4], 3 * CAST(period[-1:] AS INTEGER))
       WHEN period SIMILAR TO '.*-T[1-3]' THEN format('{}-{:02d}', period[:4], 4 * CAST(period[-1:] AS INTEGER))
       WHEN length(period) = 4 THEN period || '-12'
       ELSE period END;

CREATE MACRO first_month_of(period) AS
  CASE WHEN period SIMILAR TO '.*-Q[1-4]' THEN format('{}-{:02d}', period[:4], 3 * CAST(period[-1:] AS INTEGER) - 2)
       WHEN period SIMILAR TO '.*-T[1-3]' THEN format('{}-{:02d}', period[:4], 4 * CAST(period[-1:] AS INTEGER) - 3)
       WHEN length(period) = 4 THEN period || '-01'
       ELSE period END;

-- The months of a month or a quarter.
CREATE MACRO months_in(period) AS
  CASE WHEN period SIMILAR TO '.*-Q[1-4]'
       THEN list_transform([2, 1, 0], lambda back : format('{}-{:02d}', period[:4], 3 * CAST(period[-1:] AS INTEGER) - back))
       ELSE [period] END;

CREATE MACRO month_at(ms) AS strftime(timezone('Europe/Stockholm', to_timestamp(ms / 1000)), '%Y-%m');

-- Whether a side of a ratio is there for a unit: given when any row has the figure, otherwise not applicable when a row says so.
CREATE MACRO told(cell, meant) AS
  CASE WHEN count(number_in(cell)) FILTER (WHERE meant) > 0 THEN 'given'
       WHEN bool_or(says_not_applicable(cell)) FILTER (WHERE meant) THEN 'not-applicable' END;

-- The same for a part of a whole, of a delivered slice: what it holds no row of is 0 (section 4), unless no row could have it.
CREATE MACRO told_of_part(cell, meant) AS
  CASE WHEN count(*) FILTER (WHERE meant) > 0 THEN told(cell, meant)
       WHEN told(cell, true) = 'not-applicable' THEN 'not-applicable'
       ELSE 'given' END;
CREATE MACRO sum_of_part(cell, meant) AS
  CASE WHEN told_of_part(cell, meant) = 'given' THEN coalesce(sum(number_in(cell)) FILTER (WHERE meant), 0) END;

CREATE MACRO months_between(first_month, last_month) AS
  date_diff('month', CAST(first_month || '-01' AS DATE), CAST(last_month || '-01' AS DATE)) + 1;

-- What one row a month comes to over so many months: "ej aktuellt" excuses its own month only (section 3).
CREATE MACRO told_of_months(told, months) AS
  CASE WHEN count(*) FILTER (WHERE told = 'given') > 0 THEN 'given'
       WHEN count(*) FILTER (WHERE told = 'not-applicable') = months THEN 'not-applicable' END;

CREATE TABLE cost AS
SELECT *, period_in(period) AS month FROM cost_file
QUALIFY hand_in = max(hand_in) OVER (PARTITION BY unit, month, source, kind);

-- A system's transactions are its owner's, and a later file takes the place of those of the systems that it names (section 2).
CREATE TABLE transactions AS
SELECT file.*, system.owner AS unit, period_in(period) AS month
FROM transactions_file AS file JOIN system ON system.id = file.system
QUALIFY hand_in = max(hand_in) OVER (PARTITION BY file.system, month, source);

CREATE TABLE cases AS
SELECT *, period_in(period) AS month FROM cases_file
QUALIFY hand_in = max(hand_in) OVER (PARTITION BY unit, month, source);

CREATE TABLE licences AS
SELECT *, period_in(period) AS month FROM licences_file
QUALIFY hand_in = max(hand_in) OVER (PARTITION BY unit, month, source);

CREATE TABLE survey AS
SELECT *, period_in(wave) AS asked, last_month_of(asked) AS month FROM survey_file
QUALIFY hand_in = max(hand_in) OVER (PARTITION BY unit, asked, source);

-- How many gave an answer to a question: one row an answer.
CREATE TABLE answers AS
SELECT unit, asked, month, audience, question, system, CAST(answer[3:] AS INTEGER) AS answer, cell
FROM survey UNPIVOT (cell FOR answer IN (n_1, n_2, n_3, n_4, n_5, n_6, n_7, n_8, n_9, n_10));

CREATE TABLE benefits AS
SELECT *, period_in(period) AS due, last_month_of(due) AS month FROM benefits_file
QUALIFY hand_in = max(hand_in) OVER (PARTITION BY unit, due, source);

CREATE TABLE maturity AS
SELECT *, period_in(period) AS assessed, last_month_of(assessed) AS month FROM maturity_file
QUALIFY hand_in = max(hand_in) OVER (PARTITION BY unit, assessed, source);

CREATE TABLE base_figures AS
SELECT *, period_in(period) AS month FROM base_figures_file
QUALIFY hand_in = max(hand_in) OVER (PARTITION BY unit, month, source);

-- A system's month in which anything was measured inside service time.
CREATE TABLE monitored AS
SELECT system.owner AS unit, system.id AS system, system.weight, month_at(start_ms) AS month,
       sum(up_ms) AS up_ms, sum(degraded_ms) AS degraded_ms, sum(down_ms) AS down_ms,
       sum(samples) AS samples, sum(satisfied) AS satisfied, sum(tolerating) AS tolerating, sum(frustrated) AS frustrated
FROM probed_day JOIN system ON system.id = probed_day.system
GROUP BY ALL
HAVING sum(up_ms) + sum(degraded_ms) + sum(down_ms) > 0;

-- Each unit below, or the same as, another.
CREATE TABLE subtree AS
WITH RECURSIVE below AS (
  SELECT id AS top, id AS unit FROM unit
  UNION ALL
  SELECT below.top, unit.id FROM below JOIN unit ON unit.parent = below.unit
)
SELECT * FROM below;

-- What each unit is to hand in, of surveys to whom; and for probes: who owns a system that is probed.
CREATE TABLE owed AS
SELECT unit.id AS unit, delivery.id AS delivery, dataset, cadence, audiences, owners_of_e_services
FROM unit JOIN delivery ON delivery.root = unit.root
WHERE NOT list_contains(except_for, unit.id)
  AND (list_contains(also, unit.id)
       OR (unit.kind NOT IN ('city', 'group')
           AND (kinds IS NULL OR list_contains(kinds, unit.kind))
           AND (NOT owners_of_e_services OR EXISTS (FROM system WHERE system.owner = unit.id AND e_service))))
UNION ALL
SELECT DISTINCT owner, 'probes', 'probes', NULL, NULL, false FROM system WHERE probed;

-- What the two sides of each measure are taken from (domain.md, section 5), and the factor of its value.
CREATE TABLE measure (id VARCHAR, scale DOUBLE, numerator_from VARCHAR, denominator_from VARCHAR, audiences VARCHAR[]);
INSERT INTO measure VALUES
  ('digital-take-up',       100, 'transactions', 'transactions', NULL),
  ('completion-rate',       100, 'transactions', 'transactions', NULL),
  ('citizen-satisfaction',  100, 'survey',       'survey',       ['citizen', 'company', 'visitor']),
  ('perceived-usefulness',  100, 'survey',       'survey',       ['employee']),
  ('cases-within-target',   100, 'cases',        'cases',        NULL),
  ('benefit-realisation',   100, 'benefits',     'benefits',     NULL),
  ('licence-utilisation',   100, 'licences',     'licences',     NULL),
  ('digital-skills',        100, 'survey',       'survey',       ['employee']),
  ('maturity-level',          1, 'maturity',     'base-figures', NULL),
  ('it-cost-per-employee',    1, 'cost',         'base-figures', NULL),
  ('it-cost-share',         100, 'cost',         'base-figures', NULL),
  ('cost-per-transaction',    1, 'cost',         'transactions', NULL),
  ('availability',          100, 'probes',       'probes',       NULL),
  ('outages-per-system',      1, 'probes',       'probes',       NULL),
  ('response-apdex',          1, 'probes',       'probes',       NULL);

-- Whether a unit is to hand in what a side of a measure is taken from.
CREATE TABLE expected AS
SELECT measure.id AS measure, unit.id AS unit,
       bool_or(dataset = numerator_from) AS numerator_owed,
       bool_or(dataset = denominator_from) AS denominator_owed
FROM measure CROSS JOIN unit
LEFT JOIN owed ON owed.unit = unit.id
  AND (measure.audiences IS NULL OR owed.audiences IS NULL OR list_has_any(owed.audiences, measure.audiences))
GROUP BY ALL;

-- What the SQL of a measure answers: what each unit by itself has of the two sides, each given, not applicable or NULL.
-- Only units with both numerator and denominator add to a value. Respondents are those of surveys, in all waves and in the
-- smallest.
CREATE TABLE own (
  measure VARCHAR, period VARCHAR, unit VARCHAR, numerator DOUBLE, denominator DOUBLE,
  numerator_is VARCHAR, denominator_is VARCHAR, respondents DOUBLE, smallest_wave DOUBLE
);
