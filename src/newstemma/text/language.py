"""The language of a text, from its script and its commonest words.

A news text of a few sentences has dozens of function words, so their shares tell languages apart without
a model and without its loading time (0.9 s for py3langid against none here). Texts too short to tell
give None.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from newstemma.text.normalise import fold

__all__ = ["function_words", "language_of", "script_of"]

_WORDS: dict[str, str] = {
    "en": "the of and to in that is was for it with as on be at by this had not are but from or have an "
    "they which were he his has said will who their been would there its after about more than "
    "when",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an "
    "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum war "
    "haben nur oder aber vor zur bis",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il "
    "sont avec son aux été cette d l qu mais ou nous comme leur selon après elle fait deux ont "
    "être",
    "es": "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ha o "
    "este sí porque esta entre cuando muy sin sobre también fue había según han ser años desde",
    "it": "di e il la che in un per del è non una le i con si da della dei al ha sono come nel alla più "
    "anche lo gli ma delle dal su stato questo suo dopo nella ed o l hanno",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à "
    "seu sua ou quando muito nos já também só pelo pela até isso foi são segundo entre",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit hij "
    "die heeft naar door over ze werd wordt worden nog hebben deze tot zich",
    "sv": "och att det i en som är av för på med den till inte har de om ett han var men sig från så "
    "kan vid också efter när sina hade skulle",
    "da": "og at det i en som er af for på med den til ikke har de om et han var men sig fra så kan ved "
    "også efter når havde skulle blev være",
    "no": "og at det i en som er av for på med den til ikke har de om et han var men seg fra så kan ved "
    "også etter når hadde skulle ble være",
    "fi": "ja on ei se että oli hän mutta ovat myös kun kuin mukaan joka sen tai ole jotka vuoden ollut",
    "pl": "w i na z do się nie że jest to o jak po za od przez dla ale co tym ma są być oraz jego już "
    "także",
    "cs": "a v se na je že s z o do i to za by jsou ale jeho po jako pro bylo které který podle také už",
    "sk": "a v sa na je že s z o do aj to za by sú ale jeho po ako pre bolo ktoré ktorý podľa už",
    "hu": "a az és hogy nem is egy van volt meg azt de ez csak már még mint el ki szerint után",
    "ro": "de și în la a cu că nu pe din o este un care au pentru mai să fost sunt prin după dar lui",
    "tr": "ve bir bu da de için ile olarak çok daha en olan gibi ama ne kadar sonra göre dedi oldu",
    "hr": "i u je na se da za od su s a o koji kao ali po iz bi ne što nije te više nakon prema",
    "id": "yang dan di dengan untuk dari pada ini itu dalam tidak akan oleh juga ke adalah telah",
    "vi": "và của là có được cho không trong với các một người những đã này khi từ đến tại",
    "ru": "и в не на что с по как это из к он за но от его для о у до же так все а было был при также "
    "после она они",
    "uk": "і в у не на що з та за до як від це про для його але по був є або при також після які він "
    "під щоб був",
    "be": "і ў у не на што з па як гэта да ён за але ад яго для пра быў таксама пасля які яны",
    "bg": "и на в да се за от с че не по са е като до това при към но или след ще беше който",
    "sr": "и у је на се да за од су са а о који као али по из би не што није након према",
    "mk": "и на во да се за од со дека не по се е како до ова при кон но или по ќе беше кој",
}  # fmt: skip
# Scripts that one language of news dominates; letters that tell the others of the script apart.
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("latin", r"A-Za-z\u00c0-\u024f\u1e00-\u1eff"), ("cyrillic", r"\u0400-\u052f"),
    ("greek", r"\u0370-\u03ff"), ("arabic", r"\u0600-\u06ff\u0750-\u077f"),
    ("hebrew", r"\u0590-\u05ff"), ("han", r"\u3400-\u9fff\uf900-\ufaff"),
    ("kana", r"\u3040-\u30ff"), ("hangul", r"\u1100-\u11ff\uac00-\ud7a3"),
    ("devanagari", r"\u0900-\u097f"), ("thai", r"\u0e00-\u0e7f"), ("georgian", r"\u10a0-\u10ff"),
    ("armenian", r"\u0530-\u058f"), ("bengali", r"\u0980-\u09ff"), ("tamil", r"\u0b80-\u0bff"),
)  # fmt: skip
_ONE_LANGUAGE = {"greek": "el", "hebrew": "he", "han": "zh", "kana": "ja", "hangul": "ko", "devanagari": "hi",
                 "thai": "th",
                 "georgian": "ka", "armenian": "hy", "bengali": "bn", "tamil": "ta"}  # fmt: skip
_LETTERS = {
    "uk": "іїєґ", "be": "ўі", "sr": "јљњђћџ", "mk": "ќѓѕј", "ru": "ыэё", "bg": "ъщ",
    "de": "ßäöü", "fr": "çêèàœù", "es": "ñ¿¡áíóú", "pt": "ãõçâê", "it": "òìùè", "sv": "åäö",
    "da": "åæø", "no": "åæø",
    "pl": "łąęśżźćń", "cs": "řěůčšž", "sk": "ľĺŕčšž", "hu": "őű", "ro": "șțăâî", "tr": "ğışç", "fi": "äö",
    "hr": "čćđšž",
    "vi": "ơưđạảấ",
}  # fmt: skip

# Characters of the text that are looked at: 2,500 hold some 400 words, far more than telling apart needs.
_SAMPLE = 2500
# Below this share of the words being function words of the best language, or fewer than this many, the text
# is a list of names or of numbers and its language is not said.
_MIN_SHARE = 0.12
_MIN_HITS = 3
_WORD = re.compile(r"[^\W\d_]+")
_OTHER = re.compile("[" + "".join(letters for name, letters in _SCRIPTS if name != "latin") + "]")


@cache
def _script_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>[{letters}])" for name, letters in _SCRIPTS))


def script_of(text: str) -> str | None:
    """The script that most letters of the first 2,500 characters are in (``latin``, ``cyrillic`` …)."""
    sample = text[:_SAMPLE]
    if sample.isascii() or not _OTHER.search(sample):
        return "latin" if _WORD.search(sample) else None
    counts: Counter[str] = Counter(m.lastgroup for m in _script_pattern().finditer(sample) if m.lastgroup)
    if not counts:
        return None
    # Japanese mixes kana with more han; a text with a fair share of kana is Japanese.
    if counts["kana"] * 5 > counts["han"] > 0:
        return "kana"
    return max(sorted(counts), key=lambda name: counts[name])


@cache
def function_words(language: str | None = None) -> frozenset[str]:
    """The commonest words of a language, in lower case; of all known languages if None."""
    if language is None:
        return frozenset(w for words in _WORDS.values() for w in words.split())
    return frozenset(_WORDS.get(language, "").split())


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    """Which languages count a word among their commonest."""
    owners: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in dict.fromkeys(words.split()):
            owners.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in owners.items()}


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that a text is written in, or None if that cannot be told."""
    script = script_of(text)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    if script == "arabic":
        return _arabic(text)
    sample = text[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    scores = _scores(words)
    if not scores:
        return None
    for language, letters in _LETTERS.items():
        if language in scores:
            scores[language] += sum(sample.count(c) for c in letters) / 4
    best = max(sorted(scores), key=lambda name: scores[name])
    known = function_words(best)
    hits = sum(1 for w in words if w in known)
    return best if hits >= _MIN_HITS and hits >= _MIN_SHARE * len(words) else None


def _scores(words: list[str]) -> dict[str, float]:
    """For each language its function words in the text; a word that many languages share says less."""
    scores: dict[str, float] = {}
    owners = _owners()
    for word in words:
        shared = owners.get(word) or (() if word.isascii() else owners.get(fold(word), ()))
        for language in shared:
            scores[language] = scores.get(language, 0.0) + 1.0 + 1.0 / len(shared)
    return scores


def _arabic(text: str) -> str:
    sample = text[:_SAMPLE]
    if any(c in sample for c in "ٹڈڑے"):
        return "ur"
    return "fa" if sum(sample.count(c) for c in "پچژگ") > 3 else "ar"
