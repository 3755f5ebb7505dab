"""A run in the formats of other tools: one module per format, pure functions from tables to text."""
