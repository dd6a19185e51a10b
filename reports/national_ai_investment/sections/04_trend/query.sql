-- One row per economy and year of private AI investment: the series of the newest edition for the US, China and
-- Europe, and Korea's single years, each under the edition that published it.
-- Korea's years are separate series: no line may join two editions.
SELECT CASE
           WHEN value.entity <> 'KOR' THEN 'trend'
           WHEN value.source = 'ai_index_2026' THEN 'korea_now'
           ELSE 'korea_before'
       END AS series,
       value.entity, value.period, value.value,
       NULL AS low, NULL AS high,
       CASE caveat.kind WHEN 'lower_bound' THEN 'at_least' WHEN 'upper_bound' THEN 'at_most' ELSE '' END AS bound,
       caveat.ko AS note_ko, caveat.en AS note_en,
       value.source_class AS grade, value.epoch, value.layer, value.entity_kind,
       value.source, value.indicator, value.known_at, value.sha256
FROM observation_as_known AS value
LEFT JOIN caveat
       ON caveat.source = value.source
      AND caveat.indicator = value.indicator
      AND caveat.entity = value.entity
WHERE value.indicator = 'private_investment'
  AND value.value IS NOT NULL
  AND ((value.source = 'ai_index_2026' AND value.entity IN ('USA', 'CHN', 'EUROPE', 'KOR'))
       OR (value.source = 'ai_index_2025' AND value.entity = 'KOR'))
ORDER BY series, CASE value.entity WHEN 'USA' THEN 1 WHEN 'CHN' THEN 2 ELSE 3 END, value.period;
