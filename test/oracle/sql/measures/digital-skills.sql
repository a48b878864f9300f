-- (mean − 1) / 4 × 100 of the employees' answers 1–5 to `digital-skills`.
WITH by_question AS (
  SELECT period.period, unit, asked, question,
         sum((answer - 1) * number_in(cell)) AS points,
         sum(4 * number_in(cell)) AS could_be_had,
         sum(number_in(cell)) AS answered,
         told(cell, true) AS told
  FROM period JOIN answers ON month BETWEEN first_month AND last_month
  WHERE audience = 'employee' AND question = 'digital-skills' AND answer BETWEEN 1 AND 5
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
