-- Other subjects than units are nothing but a filter (domain.md, section 7). What is about one is copied to units and systems of
-- its own, so that the measures answer for it in the same way as for a unit.
CREATE MACRO inside(subject, id) AS subject || '/' || id;

-- The units of which something could be expected. Every subject has one without a name besides, which has and owes nothing.
CREATE TABLE subject_unit AS
SELECT subject, owner AS unit FROM subject_system JOIN system ON system.id = system
UNION
SELECT subject, unit FROM subject_project WHERE unit IS NOT NULL
UNION
SELECT subject, '' FROM subject;

-- Of whose deliveries completeness tells: a delivery is owed by a whole unit.
CREATE TABLE stands_for AS
SELECT id AS unit, id AS by_unit FROM unit
UNION ALL
SELECT inside(subject, unit), unit FROM subject_unit;

INSERT INTO cost
SELECT cost.* REPLACE (inside(subject, unit) AS unit, inside(subject, system) AS system)
FROM subject JOIN cost
  ON EXISTS (FROM subject_system AS own WHERE own.subject = subject.subject AND own.system = cost.system AND cost.month >= from_month)
  OR EXISTS (FROM subject_project AS own WHERE own.subject = subject.subject AND own.project = cost.project
             AND (cost.system IS NULL OR NOT without_system));

INSERT INTO transactions
SELECT transactions.* REPLACE (inside(subject, unit) AS unit, inside(subject, transactions.system) AS system)
FROM transactions JOIN subject_system ON subject_system.system = transactions.system AND month >= from_month;

-- Of a wave all must be after a project's end.
INSERT INTO answers
SELECT answers.* REPLACE (inside(subject, unit) AS unit)
FROM answers JOIN subject_system ON subject_system.system = answers.system AND first_month_of(asked) >= from_month;

INSERT INTO owed
SELECT DISTINCT owed.* REPLACE (inside(subject, owed.unit) AS unit)
FROM owed JOIN subject_unit ON subject_unit.unit = owed.unit
WHERE dataset <> 'probes' AND (NOT owners_of_e_services OR EXISTS (
  FROM subject_system JOIN system ON system.id = subject_system.system
  WHERE subject_system.subject = subject_unit.subject AND owner = owed.unit AND e_service));

INSERT INTO system
SELECT inside(subject, id), inside(subject, owner), weight, e_service, false
FROM subject_system JOIN system ON system.id = subject_system.system;

-- Benefit may arise in units from which nothing about the subject is expected.
CREATE TABLE benefits_elsewhere AS
SELECT DISTINCT subject, benefits.unit
FROM subject_project JOIN benefits ON benefits.project = subject_project.project
WHERE (subject, benefits.unit) NOT IN (SELECT (subject, unit) FROM subject_unit);

INSERT INTO subtree SELECT subject, inside(subject, unit) FROM subject_unit;
INSERT INTO subtree SELECT subject, inside(subject, unit) FROM benefits_elsewhere;

INSERT INTO expected
SELECT measure.id, inside(subject, subject_unit.unit), bool_or(dataset = numerator_from), bool_or(dataset = denominator_from)
FROM measure CROSS JOIN subject_unit
LEFT JOIN owed ON owed.unit = inside(subject, subject_unit.unit)
  AND (measure.audiences IS NULL OR owed.audiences IS NULL OR list_has_any(owed.audiences, measure.audiences))
GROUP BY ALL;


INSERT INTO expected SELECT 'benefit-realisation', inside(subject, unit), false, false FROM benefits_elsewhere;
