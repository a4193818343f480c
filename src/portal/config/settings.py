"""Settings of the portal."""

SECRET_KEY = "only-for-tests"  # noqa: S105  replaced by the portal's own settings
INSTALLED_APPS: list[str] = []
USE_TZ = True
