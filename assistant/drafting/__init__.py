"""A draft on a theme: all that the reports say of it, grouped, each line with its source."""
