-- One row per economy and year: R&D spending as a share of GDP (per cent) and researchers per million people.
-- A year without data is absent, never zero.
SELECT CASE value.indicator WHEN 'rd_share' THEN 'rd' ELSE 'researchers' END AS series,
       value.entity, value.period, value.value,
       NULL AS low, NULL AS high, '' AS bound,
       caveat.ko AS note_ko, caveat.en AS note_en,
       value.source_class AS grade,
       value.source, value.indicator, value.known_at, value.sha256
FROM observation_as_known AS value
LEFT JOIN caveat
       ON caveat.source = value.source
      AND caveat.indicator = value.indicator
      AND caveat.entity = value.entity
WHERE value.source = 'worldbank_wdi'
  AND value.indicator IN ('rd_share', 'researchers_per_million')
  AND value.entity IN ('KOR', 'USA', 'CHN', 'JPN', 'DEU')
  AND value.value IS NOT NULL
ORDER BY series, value.entity, value.period;
