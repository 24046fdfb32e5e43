"""The tab where themes are set against suppliers or years."""
