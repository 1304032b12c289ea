"""The settings of a Commonweal site, all of them, from the environment.

=========================== ==============================================================================
COMMONWEAL_VAR              the folder of everything that is not code (default ``var``)
COMMONWEAL_DATABASE_URL     default ``sqlite:///VAR/commonweal.sqlite3``; or ``postgres://…``
COMMONWEAL_SECRET_KEY       signs sessions; the site does not start without it
COMMONWEAL_SITE_ADDRESS     the address people use; one of https:// turns on secure cookies and HSTS
COMMONWEAL_SITE_NAME        the place's name, shown beside the word-mark
COMMONWEAL_ALLOWED_HOSTS    host names, with commas (default: that of the address)
COMMONWEAL_BEHIND_PROXY     1 when a proxy in front sets X-Forwarded-Proto and strips it from visitors
COMMONWEAL_EMAIL_URL        default ``console:``; or ``smtp+tls://user:password@host:587``
COMMONWEAL_EMAIL_FROM       the address that letters come from
COMMONWEAL_SIGNUP           1 lets anybody make an account (as a contributor; default 0)
COMMONWEAL_FOUR_EYES        0 lets a person who holds both roles publish what they brought (default 1)
COMMONWEAL_UPLOAD_LIMIT_MB  the largest file that may be uploaded, in megabytes (default 100)
COMMONWEAL_ASSETS           the built stylesheet and scripts (default ``build/assets`` of the repository)
COMMONWEAL_EXAMPLE          1: the worked example, with example accounts and a key made on the spot
COMMONWEAL_DEBUG            1: Django's own error pages; never on a public address
COMMONWEAL_TESTING          1: an unknown template variable raises, files are not hashed (set by the tests)
=========================== ==============================================================================
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from commonweal.web.config import environment

_ENV = os.environ
_TREE = Path(__file__).resolve().parents[4]
_HOUSE = _TREE if (_TREE / "pyproject.toml").exists() else Path.cwd()

DEBUG = environment.switch(_ENV, "COMMONWEAL_DEBUG")
EXAMPLE = environment.switch(_ENV, "COMMONWEAL_EXAMPLE")
TESTING = environment.switch(_ENV, "COMMONWEAL_TESTING")
_OPEN_HOUSE = DEBUG or EXAMPLE or TESTING

VAR = Path(_ENV.get("COMMONWEAL_VAR") or _HOUSE / "var").absolute()
EVIDENCE_STORE = VAR / "evidence"
CHARTS_CACHE = VAR / "charts"
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
INCOMING = VAR / "incoming"  # uploads on their way in; emptied by whoever reads them

SITE_ADDRESS = _ENV.get("COMMONWEAL_SITE_ADDRESS", "").rstrip("/")
SITE_NAME = _ENV.get("COMMONWEAL_SITE_NAME", "West Midlands" if EXAMPLE or TESTING else "")
SECRET_KEY = environment.secret_key(_ENV, VAR, open_house=_OPEN_HOUSE)
ALLOWED_HOSTS = environment.hosts(_ENV, SITE_ADDRESS, open_house=_OPEN_HOUSE)

COMMONWEAL_FOUR_EYES = environment.switch(_ENV, "COMMONWEAL_FOUR_EYES", default=True)
COMMONWEAL_SIGNUP = environment.switch(_ENV, "COMMONWEAL_SIGNUP")

# --- what the house is made of -------------------------------------------------------------------------

INSTALLED_APPS = [
    # Ours come first, so that our templates are found before those of the packages we restyle.
    "commonweal.web.ui",
    "commonweal.web.audit",
    "commonweal.web.accounts",
    "commonweal.web.registry",
    "commonweal.web.evidence",
    "commonweal.web.framework",
    "commonweal.web.toolkit",
    "commonweal.web.proposals",
    "commonweal.web.scrutiny",
    "commonweal.web.partnership",
    "commonweal.web.editions",
    "commonweal.web.home",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "commonweal.web.ui.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "commonweal.web.ui.middleware.Keeping",
    "commonweal.web.ui.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "commonweal.web.ui.middleware.GetCannotWrite",
    "commonweal.web.ui.middleware.WrongWay",
]

ROOT_URLCONF = "commonweal.web.config.urls"
WSGI_APPLICATION = "commonweal.web.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commonweal.web.ui.context.site",
            ],
            "builtins": [
                "commonweal.web.ui.templatetags.govuk",
                "django.templatetags.i18n",
                "commonweal.web.ui.templatetags.words",
            ],
        },
    }
]
if TESTING:
    from commonweal.web.ui.strictness import UnknownVariableRaises

    TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariableRaises()  # type: ignore[index]

FORM_RENDERER = "commonweal.web.ui.forms.GovukRenderer"

# --- where things are kept -----------------------------------------------------------------------------

DATABASES = {
    "default": environment.database(
        _ENV.get("COMMONWEAL_DATABASE_URL") or f"sqlite:///{VAR / 'commonweal.sqlite3'}"
    )
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PAGES_KEPT = 0 if DEBUG or TESTING else 500  # drawn pages a process keeps; about 60 kB each
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

_ASSETS = Path(_ENV.get("COMMONWEAL_ASSETS") or _HOUSE / "build" / "assets")
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a folder that is not there
STATICFILES_DIRS = [_ASSETS] if _ASSETS.is_dir() else []
_PLAIN_STATIC = DEBUG or TESTING
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if _PLAIN_STATIC
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = _PLAIN_STATIC
WHITENOISE_AUTOREFRESH = _PLAIN_STATIC  # a file is looked for when it is asked for, not all at the start

# --- what may be sent to us ----------------------------------------------------------------------------

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes of a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 70  # the whole folder of a release, and room for its notes
UPLOAD_LIMIT = environment.number(_ENV, "COMMONWEAL_UPLOAD_LIMIT_MB", 100) * 1_000_000  # bytes of one file
FILE_UPLOAD_HANDLERS = ["commonweal.web.ui.uploads.LimitedFileHandler"]
FILE_UPLOAD_PERMISSIONS = 0o640

# --- language and time ---------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LANGUAGES_DRAFTED = ["cy"]  # no reader of the language has checked its words yet: each page in it says so
PARTS_IN_LANGUAGES = ("editions",)  # whose pages have an address in each of them
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# --- people --------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# Argon2id first, as OWASP and Django advise: hard for a guesser, and a sign-in costs the server little.
# Passwords kept by the other are still understood, and kept anew when their owner signs in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # slowness is for guessers, not tests
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:mine"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "commonweal.web.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "commonweal.web.accounts.forms.people.NameForm"
_FORMS = "commonweal.web.accounts.forms.signing_in"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.SignInForm",
    "signup": f"{_FORMS}.SignUpForm",
    "reset_password": f"{_FORMS}.ForgottenForm",
    "reset_password_from_key": f"{_FORMS}.ChooseForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "set_password": f"{_FORMS}.FirstPasswordForm",
    "add_email": f"{_FORMS}.NewAddressForm",
    "reauthenticate": f"{_FORMS}.ConfirmForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if COMMONWEAL_SIGNUP else "optional"
ACCOUNT_USER_DISPLAY = "commonweal.web.accounts.models.display_name_of"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_ADDRESS.startswith("https:") else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Commonweal: "
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CHANGE_EMAIL = True  # one address a person; a new one counts once it is confirmed
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = None
MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # the code of half a minute ago still counts, for those who type slowly
MFA_TOTP_ISSUER = f"Commonweal {SITE_NAME}".strip()
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _OPEN_HOUSE  # passkeys on http://localhost, never in service

# --- letters -------------------------------------------------------------------------------------------

_LETTERS = environment.email(_ENV.get("COMMONWEAL_EMAIL_URL") or "console:")
EMAIL_BACKEND = _LETTERS["EMAIL_BACKEND"]
EMAIL_FILE_PATH = _LETTERS.get("EMAIL_FILE_PATH")
EMAIL_HOST = _LETTERS.get("EMAIL_HOST", "localhost")
EMAIL_PORT = _LETTERS.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _LETTERS.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _LETTERS.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = _LETTERS.get("EMAIL_USE_SSL", False)
EMAIL_USE_TLS = _LETTERS.get("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = _LETTERS.get("EMAIL_TIMEOUT")
DEFAULT_FROM_EMAIL = _ENV.get("COMMONWEAL_EMAIL_FROM", "commonweal@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- safety --------------------------------------------------------------------------------------------

_SECURE = SITE_ADDRESS.startswith("https:")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS] if _SECURE else []
CSRF_FAILURE_VIEW = "commonweal.web.ui.errors.form_expired"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if _SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # the council's other services are not ours to bind
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if environment.switch(_ENV, "COMMONWEAL_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = _SECURE
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the limits on tries count visitors, not the proxy

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "commonweal.web.ui.request_id.Filter"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)-7s %(request_id)s %(name)s: %(message)s"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request"]},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django's own handlers (a letter to ADMINS, a line without our format) would say all of it twice.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
