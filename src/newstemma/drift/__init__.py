"""Edges to changes: what differs between a version and the one it comes from."""
