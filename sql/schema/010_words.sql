-- What announcements can be searched by: the words of all their wordings. Made of announcement_version alone, so no fact
-- and not in the dump. index_words() is this program's (src/base/words.hpp).
CREATE VIRTUAL TABLE announcement_words USING fts5 (words, detail = 'none', columnsize = 0, tokenize = 'ascii');

INSERT INTO announcement_words (rowid, words)
SELECT announcement, index_words(group_concat(title || ' ' || text, ' '))
FROM announcement_version
GROUP BY announcement;

CREATE TRIGGER announcement_version_words AFTER INSERT ON announcement_version
BEGIN
    INSERT OR REPLACE INTO announcement_words (rowid, words)
    SELECT new.announcement, index_words(group_concat(title || ' ' || text, ' '))
    FROM announcement_version
    WHERE announcement = new.announcement;
END;

CREATE TRIGGER announcement_gone AFTER DELETE ON announcement
BEGIN
    DELETE FROM announcement_words WHERE rowid = old.id;
END;
