-- What a clock dated that was ahead counts as of now.
UPDATE ops_budget
SET granted = min(granted, :now), next = min(next, :now)
WHERE budget IN (SELECT budget FROM ops_budget WHERE granted > :latest);
