"""The words of everyday speech, and what reports call the same."""
