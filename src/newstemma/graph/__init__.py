"""Helpers on graphs, free of any stage."""
