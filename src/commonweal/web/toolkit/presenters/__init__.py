"""What the toolkit's pages show."""
