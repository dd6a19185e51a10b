-- One value as released and as known. Never an update.
INSERT INTO observation (series, period, released, known, value, status, text, snapshot)
VALUES (:series, :period, :released, :known, :value, :status, :text, :snapshot)
ON CONFLICT (series, period, released, known) DO NOTHING;
