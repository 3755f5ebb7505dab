"""Local pages on a run: server-rendered, with search, downloads and corrections."""
