-- One wording of an announcement, as known from one moment on; left out where the newest one says the same.
INSERT INTO announcement_version (announcement, known, publisher, title, text, link, language, country,
                                  published, published_text, snapshot)
SELECT :announcement, :known, :publisher, :title, :text, :link, :language, :country, :published,
       :published_text, :snapshot
WHERE NOT EXISTS (
    SELECT 1
    FROM announcement_version AS newest
    WHERE newest.announcement = :announcement
      AND newest.known = (SELECT max(known) FROM announcement_version WHERE announcement = :announcement)
      AND newest.publisher = :publisher AND newest.title = :title AND newest.text = :text
      AND newest.link = :link AND newest.published IS :published)
ON CONFLICT (announcement, known) DO NOTHING;
