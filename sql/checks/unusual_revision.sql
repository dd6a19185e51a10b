-- A value that its provider changed by more than is usual for the indicator (the rule: sql/views/12_revision.sql).
-- severity: warning
SELECT source, indicator, entity, period_key >> 4 AS first_day, old_value, new_value, relative, most
FROM judged_rewrite_as_known
WHERE unusual
  AND new_value IS NOT NULL;
