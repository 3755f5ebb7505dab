"""One module of data per language; adding a language is adding one and naming it in ``packs.py``."""
