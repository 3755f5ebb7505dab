"""Documents to articles: the text of the article without the page around it, and what the page says about
it."""
