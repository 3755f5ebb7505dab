"""Constants of fetching pages and feeds."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ACCEPT",
    "ALIGNED_CELLS",
    "ATTEMPTS",
    "BACK_OFF",
    "CONNECT_SECONDS",
    "CONSENT_HITS",
    "CONSENT_SHARE",
    "CRAWL_DELAY_MOST",
    "DELAY",
    "FEED_BYTES",
    "FEED_MOST_ENTRIES",
    "FETCHED",
    "GATE_WORDS",
    "HOSTS_AT_ONCE",
    "LINK_LINES",
    "LINK_LIST_BYTES",
    "LOOK_BYTES",
    "MAX_DECODED_BYTES",
    "MAX_HOPS",
    "MAX_LAYERS",
    "MAX_LINK",
    "MAX_RAW_BYTES",
    "MAX_ROBOTS_BYTES",
    "MAX_VALIDATOR",
    "NO_TEXT_WORDS",
    "OTHER_SERVICES",
    "OUTLINE_DEPTH",
    "PAGES_FILE",
    "READ_SECONDS",
    "REQUEST_SECONDS",
    "RESOLVERS",
    "RETRY_AFTER_MOST",
    "SAME_PAGE",
    "SAME_WORDS",
    "SHEET_COLUMNS",
    "SHORT_BLOCK_WORDS",
    "SHORT_PAGE_WORDS",
    "SITEMAP_DEPTH",
    "SKETCH",
    "SKETCHED_WORDS",
    "SYNC_SECONDS",
    "TEASER_WORDS",
    "TRACKING",
    "VERSION_RUN",
    "VERSION_SHARE",
    "WALL_WORDS",
]

FETCHED: Final = "fetched"
"""The folder in a run folder that holds what was fetched."""

PAGES_FILE: Final = "pages-{:05d}.warc.gz"
"""The WARCs in it."""

DELAY: Final = 1.0
"""Seconds between the end of a request and the next one to the same host. Common practice of polite crawlers
is 1 to 10 seconds; forty links of one outlet then take under a minute."""

CRAWL_DELAY_MOST: Final = 30.0
"""A robots.txt may ask for a longer delay; above this the host would hold up a watch of many sources, so it
is cut to this (a guess; most Crawl-delay lines say 1 to 10)."""

HOSTS_AT_ONCE: Final = 16
"""Hosts that are asked at the same time: one process parses what they send, and 16 keep it busy."""

ATTEMPTS: Final = 3
"""Requests for one page in all, where the failure may pass (no connection, a cut reply, 429, 5xx)."""

BACK_OFF: Final = 2.0
"""Seconds before the second attempt, doubled for each further one."""

RETRY_AFTER_MOST: Final = 120.0
"""A host that asks for more patience than this is left alone, and the link is named as failed."""

CONNECT_SECONDS: Final = 15.0
READ_SECONDS: Final = 20.0
"""Silence after which a connection counts as dead; news sites answer within 5 seconds or not at all."""

REQUEST_SECONDS: Final = 60.0
"""One request from start to end: a server that drips a byte at a time never trips the silence limit."""

MAX_HOPS: Final = 8
"""Redirects followed for one link. Browsers stop at 20; honest chains (shortener, http to https, www,
consent and back) have at most 5 or 6."""

MAX_RAW_BYTES: Final = 12_000_000
"""Bytes taken off the wire for one page. News pages have 50 KB to 3 MB of HTML; PDFs up to 10 MB."""

MAX_DECODED_BYTES: Final = 20_000_000
"""Bytes of one page after decompression: what the read stage takes at most for one article. A bomb of 10 KB
that unfolds to gigabytes is stopped here."""

MAX_LAYERS: Final = 2
"""Codings on top of each other; more than one is a mistake of a server, more than two an attack."""

MAX_ROBOTS_BYTES: Final = 512_000
"""RFC 9309 asks for at least 500 KiB of a robots.txt to be read; the rest is ignored."""

MAX_VALIDATOR: Final = 500
"""Characters of an ETag that is remembered and sent back; real ones have 20 to 60."""

RESOLVERS: Final = 32
"""Host names that are looked up at once: twice the hosts asked at once, for redirects."""

OTHER_SERVICES: Final = frozenset(
    int(port)
    for port in """1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111
    113 115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540
    548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061
    6000 6566 6665 6666 6667 6668 6669 6679 6697 10080""".split()
)
"""Ports that the WHATWG Fetch standard blocks, so that a link cannot make us talk to a mail server."""

LINK_LIST_BYTES: Final = 50_000_000
"""A list of links above this is no list that a person made (half a million links)."""

SHEET_COLUMNS: Final = 16_384
"""Columns that a spreadsheet can have, by its format."""

LINK_LINES: Final = 0.8
"""Share of a text file's lines that must hold a link for it to be a list: a heading or note between them is
fine, an article that quotes addresses is not."""

MAX_LINK: Final = 4_000
"""Characters of an address; longer ones are data in disguise."""

SYNC_SECONDS: Final = 2.0
"""Written records are forced to the disk at most this often: a killed process loses nothing that was written,
a power failure at most this many seconds."""

SHORT_PAGE_WORDS: Final = 40
"""Running words below which a page without an error may be an empty shell."""

WALL_WORDS: Final = 150
"""Running words below which a page that offers a subscription, or whose markup says that it costs, is taken
for a teaser. Some publishers send the whole of a paid article and cover it by script: it has more."""

TEASER_WORDS: Final = 300
"""Running words below which the words or the box of a paywall make a teaser: long teasers have 150 to 250."""

SHORT_BLOCK_WORDS: Final = 30
"""A block of more words is running text, which may speak of paywalls, cookies or missing pages; headings,
buttons and boxes have 2 to 25."""

LOOK_BYTES: Final = 6_000_000
"""Bytes of a page that are looked at: twice the largest news pages; one made to be slow takes 12 seconds."""

NO_TEXT_WORDS: Final = 25
"""Running words below which a page has next to no text: notices have 5 to 20, an agency's flash 15 to 30."""

CONSENT_HITS: Final = 3
CONSENT_SHARE: Final = 0.1
"""Words of consent in a consent form, at least, and their share: forms have 10 to 30%, an article about one
6 to 9% (eval/page_forms.py)."""

GATE_WORDS: Final = 600
"""Running words of a page at an address made for consent: the forms' legal text has up to 500."""

VERSION_RUN: Final = 3
VERSION_SHARE: Final = 0.2
"""Two texts at one address are versions of one article if they share this part of the runs of three words
of the shorter one. Edits leave 80% and more; a short first report that grew into a story shares some 30%;
different articles of one outlet 1 to 3% (seen on pages of our own: no corpus of edits ships with us)."""

SKETCH: Final = 64
SKETCHED_WORDS: Final = 5_000
SAME_PAGE: Final = 0.1
"""Digests kept of a page's first words, and the share that two pages with one canonical address must have in
common: AMP and print forms share 60% and more of their runs of words, different articles 1 to 3%."""

SAME_WORDS: Final = 0.5
"""Share of words from which a statement of one speaker on one page is the same before and after an edit."""

ALIGNED_CELLS: Final = 900_000_000
"""Words of one version times words of the other that are aligned word by word (30,000 each; the alignment
takes a bit for each pair, 110 MB). A rewritten text longer than that is told as one replacement."""

ACCEPT: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.8,*/*;q=0.5"

FEED_MOST_ENTRIES: Final = 5_000
"""Entries taken of one feed or sitemap; a news sitemap may have 1,000 by its rules, plain ones 50,000."""

FEED_BYTES: Final = 4_000_000
"""Bytes of an RSS or Atom feed: feedparser reads 1 MB in about 1.5 seconds, and needs ten times as long for
what is made to be slow. Feeds of news have 20 to 500 KB. Sitemaps, which may have more, are read by lxml."""

SITEMAP_DEPTH: Final = 2
"""A sitemap index may name sitemaps (by its rules not further indexes; one more level is met in the wild)."""

OUTLINE_DEPTH: Final = 2
"""An OPML list may name lists."""

TRACKING: Final = frozenset(
    """at_campaign at_medium at_custom1 at_custom2 at_custom3 at_custom4 at_bbc_team at_ptr_name at_link_id
    at_link_type at_link_origin at_format cmp cmpid campaign_id campaign icid ico ito intcmp ftag dclid fbclid
    gclid gclsrc gbraid wbraid igshid igsh mc_cid mc_eid mkt_tok msclkid ncid ns_campaign ns_mchannel
    ns_source ocid ref ref_src ref_url referrer smid smtyp soc_src soc_trk sr_share spm sref taid
    traffic_source twclid ttclid tpcc trk trkcampaign utm_brand utm_campaign utm_content utm_id utm_medium
    utm_name utm_place utm_pubreferrer utm_reader utm_referrer utm_social utm_source utm_swu utm_term
    utm_userid utm_viz_id wt_mc wtmc xtor yclid _ga _gl _hsenc _hsmi __twitter_impression __tn__ outputtype
    guccounter guce_referrer guce_referrer_sig share shared emci emdi ceid sharetype rss feature""".split()
)
"""Parameters that say how a reader came to a page and never which page it is, beside those courlan knows."""
