"""Names that are written differently and mean the same: transliterations, initials, double names, outlets.

A name key is made in four steps, each of which may only make more names equal:

1. Cyrillic case endings are undone where a known given name shows the case ("Сергея Петрова").
2. Cyrillic letters become Latin ones.
3. Accents and case are folded, points and generational suffixes dropped.
4. Spellings of one sound become one spelling: English, German, French and scholarly transliterations
   (Sergey, Sergei, Sergej, Sergueï; -ov, -ow, -off; Poutine, Putin).

The rules are our own summary of the common romanisations (BGN/PCGN, ISO 9, Duden, French press usage).
"""

from __future__ import annotations

import re
from functools import lru_cache

from newstemma.text.normalise import fold, squeeze
from newstemma.text.russian import nominative, nominatives, romanise

__all__ = ["PARTICLES", "compatible", "name_key", "name_parts", "name_words", "outlet_key", "same_surname"]

PARTICLES = frozenset(
    "de del della der den di da das dos do du des van von vom zu zum zur ter ten al el as ash ar at an "
    "bin bint ibn ben abu la le af av y e".split()
)
"""Small words inside names; they are passed over when names are compared ("al-Assad", "Assad")."""

_SUFFIXES = frozenset(["jr", "sr", "junior", "senior", "ii", "iii", "iv"])
_ELDER = frozenset(["sr", "senior"])
_POSSESSIVE = re.compile(r"(?:['’ʼ]s|['’ʼ])$")
_SPLIT = re.compile(r"[\s\-‐‑‒–·]+|(?<=\w)\.(?=\w)")
_SQUEEZE_LETTERS = re.compile(r"(.)\1+")
_NOT_LETTERS = re.compile(r"[\W_]+")

# One spelling per sound, in order; longer spellings first. "^" and "$" are the ends of a word.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"schtsch|chtch|shch|szcz|stsch|sc̆", "sc"),
        (r"dsch|dzh|dj", "j"),
        (r"tsch|tch|cz", "ch"),
        (r"sch|sz", "sh"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"^iou|^you|^io(?=u)", "ju"),
        (r"ou|oo", "u"),
        (r"gu(?=[eiy])|gh(?=[eiy])", "g"),
        (r"ck|cq|qu(?=[eiy])|q", "k"),
        (r"c(?=[aouklrt]|$)", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"(?:ff|f)$", "v"),
        (r"tz|zz", "ts"),
        (r"th", "t"),
        (r"ae", "e"),
        (r"oe(?=.)", "o"),
        (r"^y(?=[aeiou])|^j", "j"),
        (r"(?<=.)[yj]", "i"),
        (r"ee|ie(?=[^aeiou])", "i"),
        (r"(?<=[aeou])ii|(?<=[^aeou])ii|ij", "i"),
        (r"(?<=[^aeiou])yi", "i"),
    )
)
_VOWELS = re.compile(r"(?<=.)[aeiouh]")
_COARSE = str.maketrans({"z": "s", "c": "k", "j": "i", "g": "k", "d": "t", "b": "p"})

# Short forms of given names in news (both directions), by the key of the long form.
_SHORT = dict(
    pair.split("=")
    for pair in (
        "joe=joseph bill=william will=william bob=robert rob=robert mike=michael jim=james jimmy=james "
        "tom=thomas dick=richard rick=richard dan=daniel dave=david ed=edward ted=edward tony=anthony "
        "chris=christopher steve=steven stephen=steven matt=matthew jeff=jeffrey geoff=geoffrey ben=benjamin "
        "sam=samuel andy=andrew nick=nicholas pat=patrick ron=ronald don=donald ken=kenneth greg=gregory "
        "tim=timothy larry=lawrence fred=frederick pete=peter phil=philip kate=katherine cathy=catherine "
        "liz=elizabeth beth=elizabeth sue=susan peg=margaret maggie=margaret debbie=deborah barb=barbara "
        "jen=jennifer vicky=victoria bernie=bernard charlie=charles chuck=charles gerry=gerald jerry=gerald "
        "alex=alexander josh=joshua nat=nathaniel zach=zachary marty=martin vlad=vladimir sasha=alexander "
        "max=maximilian gabi=gabriele toni=anton pepe=jose paco=francisco jon=jonathan doug=douglas "
        "gus=august hank=henry harry=henry jack=john kathy=katherine mitch=mitchell"
    ).split()
)


@lru_cache(maxsize=100_000)
def _sound(word: str, last: bool = False) -> str:
    """One folded Latin word in the common spelling; ``last`` also drops the mute e of French -ine."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    if last and len(word) > 4 and word.endswith("ine"):
        word = word[:-1]
    return _SQUEEZE_LETTERS.sub(r"\1", word)


@lru_cache(maxsize=100_000)
def _coarse(key: str) -> str:
    """A key's consonants, voiced and unvoiced as one, and whether it ends in a ("Daniel" is not
    "Daniela")."""
    return _VOWELS.sub("", key).translate(_COARSE) + ("-a" if key.endswith("a") else "")


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a personal name as keys, without particles and suffixes; initials stay single letters.

    >>> name_words("Sergueï V. Petrov")
    ('sergei', 'v', 'petrov')
    """
    raw = [_POSSESSIVE.sub("", w) for w in _SPLIT.split(squeeze(name)[:200]) if w]
    latin = [_NOT_LETTERS.sub("", fold(romanise(w))) for w in nominative(raw)]
    kept = [w for w in latin if w and w not in _SUFFIXES]
    inner = [w for w in kept if w not in PARTICLES] or kept
    keys = [_sound(w, last=i == len(inner) - 1) for i, w in enumerate(inner)]
    if len(keys) > 1 and latin[-1] in _ELDER:
        keys[-1] += "-sr"  # a father is not his son; "Jr" is often left out, "Sr" is not
    return tuple(keys)


def name_key(name: str) -> str:
    """A name in the form in which all its spellings are equal; empty if it has no letters.

    >>> name_key("Сергей Петров") == name_key("Sergej Petrow") == name_key("Sergueï Petrov")
    True
    """
    return " ".join(name_words(name))


def name_parts(name: str) -> tuple[tuple[str, ...], str]:
    """Keys of the given names and of the surname; a single word is a surname."""
    words = name_words(name)
    return (words[:-1], words[-1]) if words else ((), "")


@lru_cache(maxsize=50_000)
def _surname_forms(name: str) -> frozenset[str]:
    """Keys that a one-word surname may have, were it in another case ("Петрова": Petrova or Petrov)."""
    word = squeeze(name).split(" ")[-1] if name.strip() else ""
    forms = {name_parts(w)[1] for w in nominatives(_POSSESSIVE.sub("", word))}
    return frozenset(forms | {name_parts(name)[1]}) - {""}


def same_surname(a: str, b: str) -> bool:
    """Whether two names may have one surname: equal, or one half of a double name, or a case of it.

    The last word counts as the surname; where one of the two is a single word, any hyphenated half of the
    other's last word will do.
    """
    first, second = name_words(a), name_words(b)
    if not first or not second:
        return False
    if first[-1] == second[-1] or _coarse_equal(first, second):
        return True
    if len(first) == 1 or len(second) == 1:
        return bool(_surname_forms(a) & _surname_forms(b)) or _half(a, second[-1]) or _half(b, first[-1])
    return first[0] == second[0] and (_half(a, second[-1]) or _half(b, first[-1]))


def _half(name: str, surname: str) -> bool:
    """Whether ``surname`` is one half of a hyphenated last word of ``name``."""
    if "-" not in name:
        return False
    last = squeeze(name).split(" ")[-1]
    if "-" not in last or len(last) < 6:
        return False
    return surname in name_words(last)


def _coarse_equal(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Both full names, the consonants of every word the same ("Mohammed", "Muhamad")."""
    if len(a) < 2 or len(a) != len(b):
        return False
    return all(_coarse(x) == _coarse(y) and len(_coarse(x)) >= 3 for x, y in zip(a, b, strict=True))


def _given_agree(a: str, b: str) -> bool:
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if _long(a) == _long(b):
        return True
    return len(_coarse(a)) >= 3 and _coarse(a) == _coarse(b)


@lru_cache(maxsize=20_000)
def _long(given: str) -> str:
    return _LONG.get(given, given)


_LONG = {_sound(short): _sound(long) for short, long in _SHORT.items()}


@lru_cache(maxsize=200_000)
def compatible(a: str, b: str) -> bool:
    """Whether two written names can be one person's.

    Surnames must agree. Given names must agree where both have them: equal, an initial, a common short form.
    A surname alone is compatible with every full name that ends in it; whether it *is* that person is for
    the caller to decide (only if there is one).

    >>> compatible("S. Petrov", "Sergei Petrov"), compatible("Anna Petrov", "Sergei Petrov")
    (True, False)
    """
    if not same_surname(a, b):
        return False
    given_a, given_b = name_parts(a)[0], name_parts(b)[0]
    if not given_a or not given_b:
        return True
    if not _given_agree(given_a[0], given_b[0]):
        # "J. Robert Hale" is "Robert Hale", and "Ruiz Soto" may be "Ana Ruiz Soto".
        return _ends_with(given_a, given_b) or _ends_with(given_b, given_a)
    middle_a, middle_b = given_a[1:2], given_b[1:2]
    if middle_a and middle_b and len(given_a) == len(given_b):
        return _given_agree(middle_a[0], middle_b[0])
    return True


def _ends_with(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    return len(longer) > len(shorter) and longer[-len(shorter) :] == shorter


# Words that do not tell two outlets apart. "Journal", "Daily", "Press", "Radio" are not among them: they do.
_OUTLET_WEAK = frozenset(
    "news tv agency newsagency online website site com net org www co uk ru de fr es channel network "
    "agence agentur agencia agentstvo nachrichtenagentur informagentstvo telekanal gazeta newspaper "
    "broadcaster television inc staff wire service llc ltd zeitung".split()
)
_GENERIC = frozenset(
    "national international state central world global local public one first middleeast new united "
    "general".split()
)
_OUTLET_ARTICLE = re.compile(
    r"(?:[Tt]he|THE|[Dd]er|[Dd]ie|[Dd]as|[Ll]e|[Ll]a|[Ll]es|[Ee]l|[Ll]os|[Ll]as)\s+|[Ll]['’]"
)


@lru_cache(maxsize=50_000)
def outlet_key(name: str) -> str:
    """An outlet's name in the form in which its variants are equal.

    Articles, "News", "TV", "agency", web endings, hyphens and spaces are passed over, unless nothing else is
    left.

    >>> outlet_key("The Al-Bahriya News") == outlet_key("Al Bahriya TV")
    True
    """
    written = _POSSESSIVE.sub("", squeeze(name)[:200])
    article = _OUTLET_ARTICLE.match(written)
    rest = written[article.end() :] if article and len(written) > article.end() else written
    words = [w for w in _NOT_LETTERS.split(fold(romanise(rest))) if w]
    kept = "".join(w for w in words if w not in _OUTLET_WEAK)
    return kept if kept and kept not in _GENERIC else "".join(words)
