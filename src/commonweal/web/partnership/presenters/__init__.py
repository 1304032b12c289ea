"""What the templates of the partnership may show."""
