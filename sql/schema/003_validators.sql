-- What a host said of a snapshot's version, verbatim: sent back with the next question.
ALTER TABLE snapshot ADD COLUMN etag TEXT NOT NULL DEFAULT '';
ALTER TABLE snapshot ADD COLUMN last_modified TEXT NOT NULL DEFAULT '';
