"""The tab of drafts on the page in the browser."""
