"""Articles to dates: time expressions, and when each statement was made."""
