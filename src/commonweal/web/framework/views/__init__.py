"""The public pages: parse what is asked, ask one selector, show what it answers."""
