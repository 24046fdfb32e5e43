"""Where the made-up sample reports lie."""

from pathlib import Path

SAMPLE_REPORTS = Path(__file__).parent / "reports"
"""They come with the program and are not to be changed."""
