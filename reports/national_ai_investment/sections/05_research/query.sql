-- One row per economy and year: R&D spending as a share of GDP (per cent) and researchers per million people.
-- A year without data is absent, never zero. `researchers_common` has the years in which all five have a value: the
-- economies publish at different speeds, and a ratio needs one year.
WITH compared AS (
    SELECT *
    FROM observation_as_known
    WHERE source = 'worldbank_wdi'
      AND indicator IN ('rd_share', 'researchers_per_million')
      AND entity IN ('KOR', 'USA', 'CHN', 'JPN', 'DEU')
      AND value IS NOT NULL
), common AS (
    SELECT period
    FROM compared
    WHERE indicator = 'researchers_per_million'
    GROUP BY period
    HAVING COUNT(DISTINCT entity) = 5
), asked AS (
    SELECT CASE indicator WHEN 'rd_share' THEN 'rd' ELSE 'researchers' END AS series, compared.*
    FROM compared
    UNION ALL
    SELECT 'researchers_common', compared.*
    FROM compared
    JOIN common USING (period)
    WHERE indicator = 'researchers_per_million'
)
SELECT value.series,
       value.entity, value.period, value.value,
       NULL AS low, NULL AS high, '' AS bound,
       caveat.ko AS note_ko, caveat.en AS note_en,
       value.source_class AS grade, value.epoch, value.layer, value.entity_kind,
       value.source, value.indicator, value.known_at, value.sha256
FROM asked AS value
LEFT JOIN caveat
       ON caveat.source = value.source
      AND caveat.indicator = value.indicator
      AND caveat.entity = value.entity
ORDER BY value.series, value.entity, value.period;
