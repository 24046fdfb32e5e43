"""Question sets become figures. Uses the assistant only through its public functions."""
