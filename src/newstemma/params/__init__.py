"""Every constant with its reason, a module per stage."""
