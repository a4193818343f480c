"""Settings of the portal. Everything a place may need to change comes from the environment.

RAJUT_WORKSPACE     folder of the runs (default `workspace`)
RAJUT_DATABASE      SQLite file of the portal's own data (default `portal.sqlite3` in the workspace)
RAJUT_SECRET_KEY    else a key is made once and kept in the workspace, readable by its owner only
RAJUT_HOSTS         names the portal answers to, with commas (default: this machine only)
RAJUT_HTTPS         `1` behind HTTPS: cookies are then sent over HTTPS only
RAJUT_DEBUG         `1` shows faults with their details; never where others can see it
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from portal.config.refusals import in_one_line
from portal.config.secret import kept_secret
from rajut.areas import reference_folder

PORTAL = Path(__file__).resolve().parents[1]
RAJUT_WORKSPACE = Path(os.environ.get("RAJUT_WORKSPACE") or "workspace").absolute()
REFERENCE = reference_folder()

DEBUG = os.environ.get("RAJUT_DEBUG") == "1"
SECRET_KEY = os.environ.get("RAJUT_SECRET_KEY") or kept_secret(RAJUT_WORKSPACE)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, os.environ.get("RAJUT_HOSTS", "").split(","))]
BEHIND_HTTPS = os.environ.get("RAJUT_HTTPS") == "1"

INSTALLED_APPS = [
    "portal.pages",
    "portal.people",
    "portal.runs",
    "portal.areas",
    "portal.accuracy",
    "portal.registry",
    "portal.approvals",
    "portal.mapping",
    "portal.clusters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "portal.config.urls"
WSGI_APPLICATION = "portal.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.pages.context.common",
                "portal.people.context.sight",
            ],
            "builtins": ["portal.pages.templatetags.say", "django.templatetags.static"],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("RAJUT_DATABASE") or str(RAJUT_WORKSPACE / "portal.sqlite3"),
        # Writers queue instead of failing, and readers do not wait for them.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Indonesia"), ("en", "English")]
LOCALE_PATHS = [PORTAL / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = RAJUT_WORKSPACE / "portal-static"
STATICFILES_DIRS = [("maplibre", REFERENCE / "maplibre")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 300

# --- signing in ----------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "registry:desk"
LOGOUT_REDIRECT_URL = "mapping:home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "people/locked_out.html"
AXES_VERBOSE = False
CSRF_FAILURE_VIEW = "portal.pages.views.csrf_failed"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # office computers are shared
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # of the one-time link
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS

# --- what a browser may do with our pages -----------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],  # the map library draws its own small pictures
        "connect-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 30 * 24 * 60 * 60

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refusals": {"()": "django.utils.log.CallbackFilter", "callback": in_one_line}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
