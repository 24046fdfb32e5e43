"""The tab of reports on the page in the browser."""
