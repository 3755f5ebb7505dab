"""Helpers on strings, free of any stage."""
