"""What a server process runs: ``granian --interface wsgi commonweal.web.config.wsgi:application``."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.web.config.settings")

application = get_wsgi_application()

# What was brought in stays for as long as the process: no search for what can go looks it through again.
gc.collect()
gc.freeze()
