"""Edges to sources: how many branches reach the utterance by themselves."""
