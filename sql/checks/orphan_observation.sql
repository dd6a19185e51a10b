-- A series whose indicator is declared nowhere any more.
-- severity: warning
SELECT DISTINCT e.source, e.indicator
FROM series AS e
LEFT JOIN temp.declared_indicator AS i ON i.source = e.source AND i.id = e.indicator
WHERE i.id IS NULL;
