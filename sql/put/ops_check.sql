-- A check that is broken now: a new row, or the one that has not ended.
INSERT INTO ops_check (name, began, seen, severity, wrong_rows, example)
VALUES (:name,
        coalesce((SELECT began FROM ops_check WHERE name = :name AND ended IS NULL), :now),
        :now, :severity, :rows, :example)
ON CONFLICT (name, began) DO UPDATE
SET seen = excluded.seen, severity = excluded.severity, wrong_rows = excluded.wrong_rows, example = excluded.example;
