"""Files to documents: text, Markdown, HTML, and rows of JSONL, CSV and Parquet."""
