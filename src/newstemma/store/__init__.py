"""The run folder: writing it whole, reading it back, querying it."""
