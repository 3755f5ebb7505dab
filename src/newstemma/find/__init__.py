"""Any sentence to what the pile has of it: who said it first, versions, sources, conflicts."""
