"""What the pages of proposals, assessments and pilots show."""
