"""What is asked of the pages of partners and commitments, and what is entered there."""
