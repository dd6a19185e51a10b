-- An observation whose indicator is declared nowhere any more.
-- severity: warning
SELECT DISTINCT o.source, o.indicator
FROM observation_row_as_known AS o
LEFT JOIN temp.declared_indicator AS i ON i.source = o.source AND i.id = o.indicator
WHERE i.id IS NULL;
