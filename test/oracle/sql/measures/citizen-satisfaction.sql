-- (mean of all answers − 1) / 9 × 100 of external users' answers 1–10 to the three questions of the NKI.
WITH by_question AS (
  SELECT period.period, unit, asked, question,
         sum((answer - 1) * number_in(cell)) AS points,
         sum(9 * number_in(cell)) AS could_be_had,
         sum(number_in(cell)) AS answered,
         told(cell, true) AS told
  FROM period JOIN answers ON month BETWEEN first_month AND last_month
  WHERE audience IN ('citizen', 'company', 'visitor') AND question IN ('nki-overall', 'nki-expectation', 'nki-ideal')
  GROUP BY ALL
),
-- Everyone who is asked in a wave is put each question: the one most answered tells how many they were.
by_wave AS (
  SELECT period, unit, asked, sum(points) AS points, sum(could_be_had) AS could_be_had, max(answered) AS respondents, min(told) AS told
  FROM by_question
  GROUP BY ALL
)
SELECT period, unit, sum(points) AS numerator, sum(could_be_had) AS denominator, sum(respondents) AS respondents,
       min(respondents) FILTER (WHERE respondents > 0) AS smallest_wave,
       min(told) AS numerator_is, min(told) AS denominator_is
FROM by_wave
GROUP BY ALL
