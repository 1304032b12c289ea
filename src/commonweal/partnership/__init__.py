"""What partners promise and who sits where: how both stand on a day, from dates and what was said."""
