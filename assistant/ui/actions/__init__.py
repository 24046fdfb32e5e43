"""What can be done with an answer: copy it, take it away as a document, and say whether it was any good."""
