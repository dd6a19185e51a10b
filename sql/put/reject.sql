-- One record or file that could not be used, by its number in its snapshot.
INSERT INTO reject (snapshot, number, place, reason, detail, original)
VALUES (:snapshot, :number, :place, :reason, :detail, :original)
ON CONFLICT (snapshot, number) DO NOTHING;
