-- A source whose newest answer is older than its error age.
-- severity: warning
SELECT source, age_days, error_days, retrieved
FROM source_as_known
WHERE error_days > 0
  AND age_days > error_days;
