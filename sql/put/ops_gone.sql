-- One part whose address is gone for good.
INSERT INTO ops_gone (source, part, digest, since) VALUES (:source, :part, :digest, :since);
