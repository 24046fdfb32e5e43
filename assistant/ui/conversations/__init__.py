"""Conversations as the browser keeps them: several, and nowhere else."""
