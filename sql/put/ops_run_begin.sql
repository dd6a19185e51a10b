-- One start of the program that may write.
INSERT INTO ops_run (command, started) VALUES (:command, :started) RETURNING id;
