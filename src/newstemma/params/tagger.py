"""Constants of the attribution tagger's run time; what training tunes is in its settings.json."""

WINDOW_BATCH = 16  # windows encoded together: bounds memory on a text of any length
CUE_BATCH = 16  # cues whose roles are marked together; sorted by length, so little is padding
ROLE_BLOCK = 64  # cues decoded together: more than an article has, and bounded for a text of any length
KNOWN_WORDS = 50_000  # words whose vectors are kept (20 to 40 MB); beyond that they start afresh
SIGNATURE_CONFIDENCE = 0.95  # 30 of 31 signed quotations in the annotated articles are annotated so
