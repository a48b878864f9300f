-- Every measure of every unit with all below it, in every period (domain.md, sections 3 and 4; ADR 5).
WITH by_itself AS (
  -- What a unit itself adds, and how its sides stand: of several rows, "given" comes before "not-applicable", as it does in
  -- the alphabet.
  SELECT expected.measure, period.period, expected.unit,
         CASE WHEN above.unit IS NOT NULL THEN 'not-applicable' WHEN numerator_owed THEN 'missing' END AS numerator_otherwise,
         CASE WHEN below.unit IS NOT NULL THEN 'not-applicable' WHEN denominator_owed THEN 'missing' END AS denominator_otherwise,
         sum(numerator) FILTER (WHERE denominator IS NOT NULL) AS numerator,
         sum(denominator) FILTER (WHERE numerator IS NOT NULL) AS denominator,
         sum(respondents) AS respondents,
         min(smallest_wave) AS smallest_wave,
         min(numerator_is) AS numerator_is,
         min(denominator_is) AS denominator_is
  FROM expected CROSS JOIN period
  LEFT JOIN own ON own.measure = expected.measure AND own.period = period.period AND own.unit = expected.unit
  LEFT JOIN elsewhere AS above ON above.side = 'numerator'
    AND above.measure = expected.measure AND above.period = period.period AND above.unit = expected.unit
  LEFT JOIN elsewhere AS below ON below.side = 'denominator'
    AND below.measure = expected.measure AND below.period = period.period AND below.unit = expected.unit
  GROUP BY ALL
),
standing AS (
  -- A side that is neither there nor owed, or that is about others, makes no sense; that outweighs a side that is missing. With both sides and yet no
  -- number, months are missing.
  SELECT *, CASE WHEN numerator IS NOT NULL THEN 'number'
                 WHEN coalesce(numerator_is, numerator_otherwise, 'not-applicable') = 'not-applicable'
                   OR coalesce(denominator_is, denominator_otherwise, 'not-applicable') = 'not-applicable'
                 THEN 'not-applicable'
                 ELSE 'not-provided' END AS kind
  FROM by_itself
)
SELECT standing.measure, standing.period, top AS unit,
       CASE WHEN count(numerator) = 0 THEN CASE WHEN bool_or(kind = 'not-provided') THEN 'not-provided' ELSE 'not-applicable' END
            WHEN sum(denominator) = 0 THEN 'not-applicable'
            ELSE 'number' END AS kind,
       any_value(scale) * sum(numerator) / nullif(sum(denominator), 0) AS value,
       sum(numerator) AS numerator,
       sum(denominator) AS denominator,
       sum(respondents) AS respondents,
       min(smallest_wave) FILTER (WHERE unit = top) AS "smallestWave",
       -- Summed up the tree; nothing is expected of a unit for which the measure makes no sense.
       CAST(coalesce(sum(actual) FILTER (WHERE kind <> 'not-applicable'), 0) AS INTEGER) AS actual,
       CAST(coalesce(sum(expected) FILTER (WHERE kind <> 'not-applicable'), 0) AS INTEGER) AS expected
FROM subtree JOIN standing USING (unit) JOIN measure ON measure.id = standing.measure
LEFT JOIN complete ON complete.measure = standing.measure AND complete.period = standing.period AND complete.unit = standing.unit
GROUP BY standing.measure, standing.period, top
