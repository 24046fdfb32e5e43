"""The source viewer: the page of a report as it looks, with the quote marked on it, and its text beside."""
