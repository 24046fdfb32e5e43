"""The tab of evaluations on the page in the browser."""
