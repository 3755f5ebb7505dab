"""Statements to utterances and their witnesses."""
