"""Teaching the default model which sentence answers a question, and when none does; see README.md beside this."""
