-- One source's health: a good run clears the failures in a row.
INSERT INTO ops_source (source, last_tried, last_good, failures_in_a_row, last_reason)
VALUES (:source, :tried, CASE WHEN :good THEN :tried END, CASE WHEN :good THEN 0 ELSE 1 END, :reason)
ON CONFLICT (source) DO UPDATE
SET last_tried = excluded.last_tried,
    last_good = coalesce(excluded.last_good, ops_source.last_good),
    failures_in_a_row = CASE WHEN :good THEN 0 ELSE ops_source.failures_in_a_row + 1 END,
    last_reason = excluded.last_reason;
