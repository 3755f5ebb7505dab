"""Witnesses to edges: who has it from whom."""
