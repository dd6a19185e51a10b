-- One row per economy and year: private AI investment of the newest year in two editions of the AI Index, and GDP.
-- The editions are two series on purpose: they are never mixed in one column.
WITH newest AS (
    SELECT source, MAX(year) AS year
    FROM observation_as_known
    WHERE indicator = 'private_investment'
      AND entity_kind = 'country'
    GROUP BY source
)
SELECT CASE value.source
           WHEN 'ai_index_2026' THEN 'private'
           WHEN 'ai_index_2025' THEN 'private_before'
           ELSE 'gdp'
       END AS series,
       value.entity, value.period, value.value,
       NULL AS low, NULL AS high,
       CASE caveat.kind WHEN 'lower_bound' THEN 'at_least' WHEN 'upper_bound' THEN 'at_most' ELSE '' END AS bound,
       caveat.ko AS note_ko, caveat.en AS note_en,
       value.source_class AS grade, value.epoch, value.layer, value.entity_kind,
       value.source, value.indicator, value.known_at, value.sha256
FROM observation_as_known AS value
LEFT JOIN newest
       ON newest.source = value.source
LEFT JOIN caveat
       ON caveat.source = value.source
      AND caveat.indicator = value.indicator
      AND caveat.entity = value.entity
WHERE value.entity_kind = 'country'
  AND value.value IS NOT NULL
  AND ((value.indicator = 'private_investment' AND value.source IN ('ai_index_2026', 'ai_index_2025')
        AND value.year = newest.year)
       OR (value.source = 'worldbank_wdi' AND value.indicator = 'gdp_current_usd'))
ORDER BY series, value.value DESC, value.entity, value.period;
