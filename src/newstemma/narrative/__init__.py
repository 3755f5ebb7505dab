"""Utterances to narratives; statements to voices and conflicts."""
