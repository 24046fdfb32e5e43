"""The taught reader: the adapter that ships with the package, and what encodes questions and passages with it."""
