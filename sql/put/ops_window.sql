-- How the last attempt of one kind at one window ended.
INSERT INTO ops_window (source, part, kind, window_from, window_to, asked, outcome, reason)
VALUES (:source, :part, :kind, :window_from, :window_to, :asked, :outcome, :reason)
ON CONFLICT (source, part, kind, window_from, window_to) DO UPDATE
SET asked = excluded.asked, outcome = excluded.outcome, reason = excluded.reason;
