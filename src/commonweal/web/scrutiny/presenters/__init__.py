"""What the pages of the tests, the register and the accounts show."""
