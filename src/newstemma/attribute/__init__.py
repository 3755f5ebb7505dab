"""Articles to statements: who said what."""
