"""What Kildesvar found as a document to work on: Word and Markdown, each source a footnote."""
