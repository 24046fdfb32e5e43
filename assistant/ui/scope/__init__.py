"""Which reports are asked, as the user chooses it over the question."""
