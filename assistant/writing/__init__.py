"""Answers that a language model writes: what it is asked, how its words are read, and what of them stands."""
