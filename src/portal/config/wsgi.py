"""What the application server calls."""

import os

from django.core.wsgi import get_wsgi_application

from portal.config.warming import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
application = get_wsgi_application()
warm()
