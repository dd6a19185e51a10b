-- One indicator for one entity from one source.
INSERT INTO series (source, indicator, entity)
VALUES (:source, :indicator, :entity)
ON CONFLICT (source, indicator, entity) DO UPDATE SET entity = excluded.entity
RETURNING id;
