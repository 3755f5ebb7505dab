"""The critical apparatus."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newstemma.export.apparatus import apparatus
from newstemma.export.tei import tables_to_tei
from newstemma.records import Witness
from newstemma.text.tokens import tokens

Tables = Mapping[str, pa.Table]
TEI = "{http://www.tei-c.org/ns/1.0}"

# What TEI P5 allows in the elements that we write (Guidelines, chapters 2, 12 and 13), as RELAX NG.
_ID = '<attribute name="xml:id"><data type="ID"/></attribute>'
_TEXT = "<zeroOrMore><choice><text/>{}</choice></zeroOrMore>"
_P = '<element name="p"><text/></element>'
_WITNESS = (
    f'<element name="witness">{_ID}<optional><attribute name="corresp"/></optional>'
    + _TEXT.format(
        '<element name="abbr"><attribute name="type"/><text/></element>'
        '<element name="title"><text/></element>'
        '<element name="date"><attribute name="when"/><text/></element>'
        '<element name="ref"><attribute name="target"><data type="anyURI"/></attribute><text/></element>'
    )
    + "</element>"
)
_APP = (
    '<element name="app"><element name="lem"><attribute name="wit"/><text/></element>'
    '<oneOrMore><element name="rdg"><attribute name="wit"/><text/></element></oneOrMore></element>'
)
_AB = (
    '<element name="ab"><optional><attribute name="type"/><attribute name="corresp"/></optional>'
    + _TEXT.format(_APP)
    + "</element>"
)
SCHEMA = f"""<element name="TEI" xmlns="http://relaxng.org/ns/structure/1.0" ns="{TEI[1:-1]}"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<element name="teiHeader"><element name="fileDesc">
<element name="titleStmt"><element name="title"><text/></element></element>
<element name="publicationStmt">{_P}</element>
<element name="sourceDesc"><choice>{_P}<oneOrMore>
<element name="listWit">{_ID}<oneOrMore>{_WITNESS}</oneOrMore>
</element></oneOrMore></choice></element></element>
<element name="encodingDesc"><element name="variantEncoding"><attribute name="method"/>
<attribute name="location"/></element></element></element>
<element name="text"><element name="body"><choice>{_P}<oneOrMore>
<element name="div"><attribute name="type"/>{_ID}
<element name="head"><text/></element><oneOrMore>{_AB}</oneOrMore></element>
</oneOrMore></choice></element></element></element>"""


def witness(sigil: str, text: str | None) -> Witness:
    """A version."""
    status = "extant" if text is not None else "lost"
    return Witness("u", f"w-{sigil}", None, None, sigil, status, sigil, None, None, text, True, None)


def test_the_document_is_valid(tables: Tables, nothing: Tables) -> None:
    """It keeps the structure of the Guidelines, with hostile text and with nothing to tell."""
    schema = etree.RelaxNG(etree.fromstring(SCHEMA))
    for given_ in (tables, nothing):
        schema.assertValid(etree.fromstring("".join(tables_to_tei(given_)).encode()))


def test_every_reading_names_a_witness_of_the_list(tables: Tables) -> None:
    """``wit`` and ``corresp`` point to ids of the document."""
    tree = etree.fromstring("".join(tables_to_tei(tables)).encode())
    ids = {e.get("{http://www.w3.org/XML/1998/namespace}id") for e in tree.iter(f"{TEI}witness")}
    assert ids == {"w-1", "w-2", "w-3"}
    pointed = {p for e in tree.iter() for name in ("wit", "corresp") for p in (e.get(name) or "").split()}
    assert pointed == {f"#{i}" for i in ids}


def test_versions_differ_where_they_differ(tables: Tables) -> None:
    """ "will" against "may" and Monday against Friday are the readings; the rest is common."""
    tree = etree.fromstring("".join(tables_to_tei(tables)).encode())
    readings = [(a[0].text, a[1].text) for a in tree.iter(f"{TEI}app")]
    assert readings == [("will", "may"), ("Monday,", "Friday")]


def test_a_translation_stands_apart() -> None:
    """A version that shares no words is not forced into the apparatus."""
    found = apparatus(
        [witness("A", "The ferry sank at dawn"), witness("B", "Die Fähre ging unter"), witness("α", None)]
    )
    assert found is not None
    assert [w.sigil for w in found.apart] == ["B"]
    assert all(not p.readings for p in found.places)
    assert apparatus([witness("α", None)]) is None


@given(
    st.lists(
        st.lists(st.sampled_from("a ferry sank at dawn , not".split()), max_size=8), min_size=1, max_size=4
    )
)
def test_every_version_can_be_read_from_the_apparatus(versions: list[list[str]]) -> None:
    """Taking each place's reading of a siglum gives that version's words, in order."""
    told = [witness("ABCD"[k], " ".join(words)) for k, words in enumerate(versions) if words]
    found = apparatus(told)
    if found is None:
        return
    apart = {w.sigil for w in found.apart}
    for w in told:
        if w.sigil in apart:
            continue
        parts = []
        for place in found.places:
            mine = [words for words, sigla in place.readings if w.sigil in sigla]
            assert len(mine) == (1 if place.readings else 0)
            parts += [mine[0] if place.readings else place.text]
        words = [t.text for t in tokens(" ".join(parts))]
        assert words == [t.text for t in tokens(w.text or "")]


def test_many_long_versions_take_no_time() -> None:
    """Thirty versions of two thousand words are aligned in a moment."""
    base = " ".join(f"w{k % 700}" for k in range(2000))
    told = [dataclasses.replace(witness(chr(65 + k), base), text=base + f" end{k}") for k in range(30)]
    found = apparatus(told)
    assert found is not None
    assert len(found.places) == 2
