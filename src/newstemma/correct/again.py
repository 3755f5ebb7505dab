"""What follows from corrected rows: the stages below them, run again for what is concerned."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from newstemma.correct.work import Work
from newstemma.credit.credits_to_addressees import credits_to_addressees
from newstemma.date.articles_to_dates import articles_to_dates
from newstemma.date.dates_to_said_on import dates_to_said_on
from newstemma.drift.edges_to_changes import edges_to_changes
from newstemma.independence.edges_to_sources import edges_to_sources
from newstemma.narrative.statements_to_conflicts import statements_to_conflicts
from newstemma.narrative.statements_to_voices import statements_to_voices
from newstemma.narrative.statements_to_voices_in import statements_to_voices_in
from newstemma.records import TABLES, Failure, Narrative, Statement, Utterance, Witness
from newstemma.stemma.witnesses_to_edges import witnesses_to_edges
from newstemma.tables import to_records, to_table

__all__ = ["again_after_trees", "again_dates", "again_people", "again_said", "again_trees"]


def again_dates(work: Work) -> None:
    """Time expressions of articles whose date changed."""
    if not work.redated:
        return
    dates, failed = articles_to_dates(_of(work.table("articles"), "article_id", work.redated))
    kept = [d for d in work.rows("dates") if d.article_id not in work.redated]
    work.put("dates", [*kept, *to_records(TABLES["dates"], dates)])
    known = dict.fromkeys(work.rows("failures"))
    work.put("failures", [*known, *(f for f in to_records(Failure, failed) if f not in known)])


def again_said(work: Work) -> None:
    """To whom and when the statements were made, in articles with another date, speaker or credit.

    The addressee of a statement holds for the same speaker's next ones, and so does its day.
    """
    concerned = work.redated | work.resaid
    if not concerned:
        return
    own = [s for s in work.rows("statements") if s.article_id in concerned]
    others = [s for s in work.rows("statements") if s.article_id not in concerned]
    blank = [
        replace(s, said_on=None, said_on_how=None)
        if s.article_id not in work.resaid
        else replace(s, said_on=None, said_on_how=None, addressee=None)
        for s in own
    ]
    articles, credits_, dates = (
        _of(work.table(name), "article_id", concerned) for name in ("articles", "credits", "dates")
    )
    addressed = credits_to_addressees(articles, to_table(Statement, blank), credits_)
    work.put("statements", [*others, *to_records(Statement, dates_to_said_on(articles, addressed, dates))])


def again_trees(work: Work) -> None:
    """Lost witnesses and edges of the touched utterances."""
    witnesses = [w for w in work.rows("witnesses") if w.utterance_id in work.touched and w.status == "extant"]
    others = [w for w in work.rows("witnesses") if w.utterance_id not in work.touched]
    known = {u.utterance_id for u in work.rows("utterances")}
    edges = [e for e in work.rows("edges") if e.utterance_id not in work.touched and e.utterance_id in known]
    if witnesses:
        utterances = _of(work.table("utterances"), "utterance_id", work.touched)
        tables = work.table("articles"), work.table("statements")
        told = utterances, to_table(Witness, witnesses)
        made, drawn = witnesses_to_edges(*tables, *told, work.table("credits"), work.table("overlaps"))
        others += to_records(Witness, made)
        edges += to_records(TABLES["edges"], drawn)
    work.put("witnesses", others)
    work.put("edges", edges)


def again_after_trees(work: Work, redrawn: set[str]) -> None:
    """Sources and changes of utterances whose tree is new; narratives and conflicts, which name them."""
    known = {u.utterance_id for u in work.rows("utterances")}
    utterances = _of(work.table("utterances"), "utterance_id", redrawn)
    witnesses = _of(work.table("witnesses"), "utterance_id", redrawn)
    edges = _of(work.table("edges"), "utterance_id", redrawn)
    counted, sources = edges_to_sources(utterances, witnesses, edges)
    fresh = {u.utterance_id: u for u in to_records(Utterance, counted)}
    work.put("utterances", [fresh.get(u.utterance_id, u) for u in work.rows("utterances")])
    changes = edges_to_changes(work.table("articles"), work.table("statements"), witnesses, edges)
    for name, table in (("sources", sources), ("changes", changes)):
        kept = [r for r in work.rows(name) if r.utterance_id not in redrawn and r.utterance_id in known]
        work.put(name, [*kept, *to_records(TABLES[name], table)])
    _narratives(work, redrawn)
    of = work.table("articles"), work.table("statements"), work.table("dates"), work.table("witnesses")
    work.take("conflicts", statements_to_conflicts(*of))


def again_people(work: Work) -> None:
    """Voices, which count what each speaker is given: in all, by article, outlet and narrative."""
    articles, statements, speakers, mentions = (
        work.table(name) for name in ("articles", "statements", "speakers", "mentions")
    )
    work.take("voices", statements_to_voices(articles, statements, speakers, mentions))
    told = to_table(Witness, [w for w in work.rows("witnesses") if w.status == "extant"])
    known = speakers, mentions
    narratives = work.table("narratives")
    work.take("voices_in", statements_to_voices_in(articles, statements, known, narratives, told))


def _narratives(work: Work, redrawn: set[str]) -> None:
    """Narratives keep their groups of meaning; ids, counts and days follow the utterances.

    Grouping by meaning does not look at what can be corrected, so it is not done again.
    """
    utterances, articles, told = work.utterances, work.articles, work.told()
    heirs = {u: work.heirs(u) for n in work.rows("narratives") for u in n.utterance_ids if u in work.renamed}

    def fresh(n: Narrative) -> Narrative | None:
        if not any(u in redrawn or u in work.renamed for u in n.utterance_ids):
            return n
        ids = list(dict.fromkeys(v for u in n.utterance_ids for v in heirs.get(u, [u]) if v in utterances))
        if n.level == "story":  # articles on one event, whoever said what
            return replace(n, utterance_ids=ids)
        if not ids:
            return None
        inside = [w for u in ids for w in told.get(u, ())]
        in_articles = {w.article_id for w in inside if w.article_id}
        days = sorted(w.published for w in inside if w.published)
        return replace(
            n,
            utterance_ids=ids,
            first_seen=days[0] if days else None,
            last_seen=days[-1] if days else None,
            article_ids=sorted(in_articles),
            n_articles=len(in_articles),
            n_speakers=len({utterances[u].speaker_id for u in ids} - {None}),
            n_outlets=len({articles[a].outlet for a in in_articles} - {None}),
        )

    work.put("narratives", [f for n in work.rows("narratives") if (f := fresh(n)) is not None])


def _of(table: pa.Table, column: str, keys: set[str]) -> pa.Table:
    """The rows of some keys."""
    return table.filter(pc.is_in(table.column(column), value_set=pa.array(sorted(keys), type=pa.string())))
