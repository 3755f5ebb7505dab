"""Tables in other formats."""
