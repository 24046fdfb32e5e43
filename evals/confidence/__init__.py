"""Fitting what the confidence weighs."""
