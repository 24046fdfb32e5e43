"""Passages become a Chroma collection and a keyword index; questions become ranked passages."""
