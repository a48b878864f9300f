-- A measure that has no meaning for a subject is not applicable there (section 7): a unit has handed in what a side is taken from,
-- and none of it is about the subject. Where some of it says "ej aktuellt", that excuses its own period and no other: nothing
-- else that is owed may be missing.
CREATE TABLE elsewhere AS
SELECT side_window.measure, side, period, inside(subject, unit) AS unit
FROM side_window CROSS JOIN subject_unit
WHERE (measure, side) <> ('cost-per-transaction', 'numerator')
  AND EXISTS (FROM side_row AS came WHERE came.measure = side_window.measure AND came.side = side_window.side AND came.unit = subject_unit.unit
              AND last_month_of(of_period) BETWEEN first_month AND last_month)
  AND (NOT EXISTS (FROM side_row AS marked WHERE marked.measure = side_window.measure AND marked.side = side_window.side
                   AND marked.unit = inside(subject, subject_unit.unit) AND told = 'not-applicable'
                   AND last_month_of(of_period) BETWEEN first_month AND last_month)
       OR NOT EXISTS (
         FROM owed JOIN due ON due.cadence = owed.cadence
         WHERE owed.unit = subject_unit.unit AND owed.dataset = side_window.dataset
           AND due.last_month BETWEEN side_window.first_month AND side_window.last_month
           AND NOT EXISTS (
             FROM side_row AS came WHERE came.measure = side_window.measure AND came.side = side_window.side AND came.unit = subject_unit.unit
               AND first_month_of(of_period) <= due.last_month AND due.first_month <= last_month_of(of_period))));
