"""The pages of the partnership: parse what is asked, ask one selector, show what it answers."""
