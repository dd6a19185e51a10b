"""Newsroom feeds in our own words: RSS 2.0 and Atom 1.0."""

from datetime import datetime, timezone
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from .figures import table

IDENTITY = "urn:tuja:announcement:"


def items(part):
    """The announcements of a feed, newest first."""
    chosen = [row for row in table("announcements").rows if row["feed"] == part]
    return sorted(chosen, key=lambda row: (row["date"], row["id"]), reverse=True)


def outlet(row):
    """Host and address of the page that gave the facts."""
    link = urlsplit(row["link"])
    return link.netloc, f"{link.scheme}://{link.netloc}/"


def rss_date(date, language):
    # Sources name days, not hours: midnight UTC, which is nine in the morning in Seoul.
    day = datetime.fromisoformat(date).replace(tzinfo=timezone.utc).strftime("%a, %d %b %Y")
    return f"{day} 09:00:00 +0900" if language == "ko" else f"{day} 00:00:00 GMT"


def rss_item(row, language):
    host, home = outlet(row)
    return f"""    <item>
      <title>{escape(row['title'])}</title>
      <link>{escape(row['link'])}</link>
      <description>{escape(row['summary'])}</description>
      <guid isPermaLink="false">{IDENTITY}{row['id']}</guid>
      <pubDate>{rss_date(row['date'], language)}</pubDate>
      <source url={quoteattr(home)}>{escape(host)}</source>
    </item>
"""


def rss(feed, retrieved):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0">
  <channel>
    <title>{escape(feed['title'])}</title>
    <link>{escape(feed['url'])}</link>
    <description>{escape(feed['title'])}</description>
    <language>{feed['language']}</language>
    <lastBuildDate>{rss_date(retrieved[:10], feed['language'])}</lastBuildDate>
{"".join(rss_item(row, feed['language']) for row in items(feed['part']))}  </channel>
</rss>
"""


def atom_entry(row):
    host, home = outlet(row)
    return f"""  <entry>
    <id>{IDENTITY}{row['id']}</id>
    <title>{escape(row['title'])}</title>
    <link rel="alternate" href={quoteattr(row['link'])}/>
    <published>{row['date']}T00:00:00Z</published>
    <updated>{row['date']}T00:00:00Z</updated>
    <summary>{escape(row['summary'])}</summary>
    <source>
      <id>{escape(home)}</id>
      <title>{escape(host)}</title>
      <link rel="alternate" href={quoteattr(home)}/>
      <updated>{row['date']}T00:00:00Z</updated>
    </source>
  </entry>
"""


def atom(feed, retrieved):
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed['language']}">
  <id>{escape(feed['url'])}</id>
  <title>{escape(feed['title'])}</title>
  <link rel="self" href={quoteattr(feed['url'])}/>
  <updated>{retrieved}</updated>
  <author><name>tuja</name></author>
{"".join(atom_entry(row) for row in items(feed['part']))}</feed>
"""
