-- Every measure of every unit with all below it, in every period (domain.md, sections 3 and 4; ADR 5).
WITH by_itself AS (
  -- What a unit itself adds, and how its sides stand: of several rows, "given" comes before "not-applicable", as it does in
  -- the alphabet.
  SELECT expected.measure, period.period, expected.unit, numerator_owed, denominator_owed,
         sum(numerator) FILTER (WHERE denominator IS NOT NULL) AS numerator,
         sum(denominator) FILTER (WHERE numerator IS NOT NULL) AS denominator,
         sum(respondents) AS respondents,
         min(smallest_wave) AS smallest_wave,
         min(numerator_is) AS numerator_is,
         min(denominator_is) AS denominator_is
  FROM expected CROSS JOIN period
  LEFT JOIN own ON own.measure = expected.measure AND own.period = period.period AND own.unit = expected.unit
  GROUP BY ALL
),
standing AS (
  -- A side that is neither there nor owed makes no sense; that outweighs a side that is missing. With both sides and yet no
  -- number, months are missing.
  SELECT *, CASE WHEN numerator IS NOT NULL THEN 'number'
                 WHEN coalesce(numerator_is, CASE WHEN numerator_owed THEN 'missing' END, 'not-applicable') = 'not-applicable'
                   OR coalesce(denominator_is, CASE WHEN denominator_owed THEN 'missing' END, 'not-applicable') = 'not-applicable'
                 THEN 'not-applicable'
                 ELSE 'not-provided' END AS kind
  FROM by_itself
)
SELECT measure, period, top AS unit,
       CASE WHEN count(numerator) = 0 THEN CASE WHEN bool_or(kind = 'not-provided') THEN 'not-provided' ELSE 'not-applicable' END
            WHEN sum(denominator) = 0 THEN 'not-applicable'
            ELSE 'number' END AS kind,
       any_value(scale) * sum(numerator) / nullif(sum(denominator), 0) AS value,
       sum(numerator) AS numerator,
       sum(denominator) AS denominator,
       sum(respondents) AS respondents,
       min(smallest_wave) FILTER (WHERE unit = top) AS "smallestWave"
FROM subtree JOIN standing USING (unit) JOIN measure ON measure.id = standing.measure
GROUP BY measure, period, top
