-- Σ amount[actual] of the twelve months that end with the period / the mean of these months' FTE; needs every month of both.
-- Makes no sense where in each of the twelve months one of them is "ej aktuellt".
WITH it AS (
  SELECT unit, month, sum(number_in(amount)) AS sek, told(amount, true) AS told FROM cost WHERE kind = 'actual' GROUP BY ALL
),
staff AS (
  SELECT unit, month, sum(number_in(fte)) AS fte, told(fte, true) AS told FROM base_figures GROUP BY ALL
),
by_month AS (
  SELECT unit, month, it.sek, staff.fte, it.told AS it_told, staff.told AS staff_told,
         coalesce(it.told = 'not-applicable', false) OR coalesce(staff.told = 'not-applicable', false) AS excused
  FROM it FULL JOIN staff USING (unit, month)
)
SELECT period.period, unit,
       CASE WHEN count(sek) = 12 THEN sum(sek) END AS numerator,
       CASE WHEN count(fte) = 12 THEN sum(fte) / 12 END AS denominator,
       CASE WHEN count(*) FILTER (WHERE it_told = 'given' AND NOT excused) > 0 THEN 'given'
            WHEN count(*) FILTER (WHERE excused) = 12 THEN 'not-applicable' END AS numerator_is,
       CASE WHEN count(*) FILTER (WHERE staff_told = 'given' AND NOT excused) > 0 THEN 'given'
            WHEN count(*) FILTER (WHERE excused) = 12 THEN 'not-applicable' END AS denominator_is
FROM period JOIN by_month ON month BETWEEN month_a_year_back AND last_month
GROUP BY ALL
