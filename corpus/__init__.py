"""Reports in: files become Reports, Pages and Passages. Knows nothing of vectors."""
