-- A value that its provider changed by more than half at once: a revision, or a change of unit.
-- severity: warning
SELECT source, indicator, entity, period, old_value, new_value, new_known_at
FROM revision_as_known
WHERE abs(difference) > 0.5 * abs(old_value);
