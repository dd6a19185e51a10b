-- How the last attempt at one window ended.
INSERT INTO ops_window (source, part, window_from, window_to, asked, outcome, reason)
VALUES (:source, :part, :window_from, :window_to, :asked, :outcome, :reason)
ON CONFLICT (source, part, window_from, window_to) DO UPDATE
SET asked = excluded.asked, outcome = excluded.outcome, reason = excluded.reason;
