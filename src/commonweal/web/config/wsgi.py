"""What a server process runs: ``granian --interface wsgi commonweal.web.config.wsgi:application``."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.web.config.settings")

# What is brought in stays for as long as the process: no search for garbage goes through it, now or later.
gc.disable()
application = get_wsgi_application()
__import__("commonweal.web.config.urls")  # before the first visitor asks for a page, not when they do
gc.freeze()
gc.enable()
