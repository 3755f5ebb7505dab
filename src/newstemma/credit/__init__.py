"""Articles to credits: where an article says it has something from."""
