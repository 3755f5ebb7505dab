"""Articles to overlaps: passages that two articles share."""
