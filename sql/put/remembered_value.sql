-- The newest value of each period of a source's series, as known before its facts are made again.
INSERT INTO temp.remembered_value (indicator, entity, period, value, status)
SELECT series.indicator, series.entity, one.period, one.value, one.status
FROM observation AS one
JOIN series ON series.id = one.series
WHERE series.source = :source
  AND NOT EXISTS (
    SELECT 1
    FROM observation AS newer
    WHERE newer.series = one.series AND newer.period = one.period
      AND (newer.released, newer.known) > (one.released, one.known));
