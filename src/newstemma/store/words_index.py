"""Full-text search over articles and statements (SQLite FTS5), and the values that hits are filtered by."""

from __future__ import annotations

import sqlite3

__all__ = ["WORDS_OF", "fill_words"]

WORDS_OF = frozenset(("articles", "statements"))
"""Tables whose change makes the word index stale."""

# Accents are folded (fiance finds fiancé). The indexes hold no text of their own: they point at the rows of
# the copied tables, so they cost about a third of the text.
_MAKE = """
DROP TABLE IF EXISTS article_words;
DROP TABLE IF EXISTS statement_words;
DROP TABLE IF EXISTS article_facts;
DROP TABLE IF EXISTS statement_facts;
CREATE VIRTUAL TABLE article_words USING fts5(
    title, text, content='articles', content_rowid='rowid', tokenize="unicode61 remove_diacritics 2");
INSERT INTO article_words(article_words) VALUES ('rebuild');
CREATE VIRTUAL TABLE statement_words USING fts5(
    content, content='statements', content_rowid='rowid', tokenize="unicode61 remove_diacritics 2");
INSERT INTO statement_words(statement_words) VALUES ('rebuild');
CREATE TABLE article_facts (
    id INTEGER PRIMARY KEY, outlet TEXT, day TEXT, language TEXT, kind TEXT, speaker TEXT);
INSERT INTO article_facts
    SELECT rowid, outlet, substr(published, 1, 10), language, NULL, NULL FROM articles;
CREATE TABLE statement_facts (
    id INTEGER PRIMARY KEY, outlet TEXT, day TEXT, language TEXT, kind TEXT, speaker TEXT);
INSERT INTO statement_facts
    SELECT s.rowid, a.outlet, substr(a.published, 1, 10), a.language, s.kind, s.speaker
    FROM statements s LEFT JOIN articles a ON a.article_id = s.article_id;
CREATE INDEX statement_facts_speaker ON statement_facts (speaker);
CREATE INDEX statement_facts_outlet ON statement_facts (outlet);
CREATE INDEX statement_facts_day ON statement_facts (day);
CREATE INDEX article_facts_outlet ON article_facts (outlet);
CREATE INDEX article_facts_day ON article_facts (day);
"""


def fill_words(connection: sqlite3.Connection) -> None:
    """Make the word index of the copied tables anew."""
    connection.executescript(_MAKE)
