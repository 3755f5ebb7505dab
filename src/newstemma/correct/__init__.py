"""Corrections made by readers, applied to the tables: what is corrected, and what follows from it."""
