"""Settings of the portal's tests: the portal's own, a throw-away key and database, no static files to collect."""

import os

os.environ["RAJUT_SECRET_KEY"] = "only-for-tests"
# The browser of the journeys keeps an event loop in the thread that later runs other tests; nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
from portal.config.settings import *  # noqa: F403
from portal.config.settings import MIDDLEWARE

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
