"""Questions become Answers with citations; the command line and the browser page."""
