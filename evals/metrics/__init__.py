"""What is measured: small pure functions, each with its definition and where that comes from."""
