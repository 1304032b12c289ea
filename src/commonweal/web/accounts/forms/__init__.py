"""What we ask of people: ``people`` (ours) and ``signing_in`` (django-allauth's, in our words).

Nothing is imported here: django-allauth reads ``people`` while it is itself being read.
"""
