"""The site's settings: safe as they stand, each changed by one environment variable.

LUOSHI_HOME            where the database, the key and uploads live; ./var
DATABASE_URL           postgres://user:password@host/name; without it, SQLite in LUOSHI_HOME
LUOSHI_HOSTS           names that the site answers to, by commas; localhost without it
LUOSHI_ORIGINS         addresses that forms may come from behind a proxy, by commas: https://…
LUOSHI_SECRET_KEY      the signing key; without it one is made on the first run and kept
LUOSHI_BEHIND_HTTPS    1 where a proxy in front speaks HTTPS and sets X-Forwarded-Proto and X-Forwarded-For
LUOSHI_TRUSTED_PROXIES networks of our own proxies, by commas, whose X-Forwarded-For is believed: 10.0.0.0/8
LUOSHI_SECOND_FACTOR   who must have a second factor: none, office or all; none
LUOSHI_OIDC_NAME       what another provider's sign-in is called on the page: 统一身份认证; without it there is none
LUOSHI_OIDC_SERVER     its address: https://id.example.gov.cn; LUOSHI_OIDC_CLIENT and LUOSHI_OIDC_SECRET as it gave them
LUOSHI_FILE_MB         how large an uploaded file may be; 50
LUOSHI_READING_MB      how much memory the reading of one file may take; 2000
LUOSHI_READING_SECONDS how long it may take; 300
LUOSHI_EVIDENCE_MB     how large a file may be that is handed in with a report; 20
LUOSHI_ADDRESS         where the site is reached, for the links in messages: https://…; none without it
LUOSHI_MAIL_URL        smtp://user:password@host:25, smtp+tls://…:587 or smtps://…:465; no mail without it
LUOSHI_MAIL_PASSWORD   the password, where it is not to stand in the URL
LUOSHI_MAIL_FROM       who the mail is from: 督查室 <duchashi@example.gov.cn>
LUOSHI_WEBHOOK_HOSTS   hosts that messages may be posted to besides the public chat services, by commas
LUOSHI_DIGEST_AT       the hour of the morning's mail, 08:30
LUOSHI_METRICS         networks that /metrics answers, by commas: 10.0.0.0/8; without it nobody gets it
LUOSHI_DEBUG           1 on a developer's machine only
"""

import os
import secrets
from contextlib import suppress
from datetime import time
from ipaddress import ip_network
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("LUOSHI_HOME", "var")).resolve()


def _listed(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def _kept_key() -> str:
    """Return the key of this installation; the first to come makes it, readable by its owner only."""
    HOME.mkdir(parents=True, exist_ok=True)
    path = HOME / "secret-key"
    fresh = HOME / f".secret-key-{os.getpid()}"
    if not path.exists():
        # written whole under another name first, so that no second process can read half a key
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()


SECRET_KEY = os.environ.get("LUOSHI_SECRET_KEY") or _kept_key()
DEBUG = os.environ.get("LUOSHI_DEBUG") == "1"
ALLOWED_HOSTS = _listed("LUOSHI_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _listed("LUOSHI_ORIGINS")

INSTALLED_APPS = [
    "luoshi_web.pages",
    "luoshi_web.places",
    "luoshi_web.people",
    "luoshi_web.trail",
    "luoshi_web.plans",
    "luoshi_web.reports",
    "luoshi_web.supervision",
    "luoshi_web.portal",
    "luoshi_web.jobs",
    "luoshi_web.intake",
    "luoshi_web.revisions",
    "luoshi_web.reminders",
    "luoshi_web.desk",
    "luoshi_web.workbooks",
    "luoshi_web.backups",
    "luoshi_web.calendars",
    "luoshi_web.administration",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
_PASSWORDS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "luoshi_web.people.passwords.LongEnough"},
    {
        "NAME": f"{_PASSWORDS}UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": f"{_PASSWORDS}CommonPasswordValidator"},
    {"NAME": f"{_PASSWORDS}NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 1800
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "desk:home", "portal:home"
# addresses, or networks, from which a whole office signs in: people/guessing.py lets more pass there
OFFICE_ADDRESSES = [ip_network(network) for network in _listed("LUOSHI_OFFICE_ADDRESSES")]
# of allauth only the protocol of a foreign login and the codes of a second factor are used; see people/sso.py
ACCOUNT_ADAPTER = "luoshi_web.people.sso.NoSignUp"
ACCOUNT_EMAIL_VERIFICATION = SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "luoshi_web.people.sso.SealedSecrets"
MFA_TOTP_ISSUER = "落实"
SOCIALACCOUNT_ADAPTER = "luoshi_web.people.sso.JoinedOnly"
SOCIALACCOUNT_LOGIN_ON_GET = True
OIDC_NAME = os.environ.get("LUOSHI_OIDC_NAME", "")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "office",
                "name": OIDC_NAME,
                "client_id": os.environ.get("LUOSHI_OIDC_CLIENT", ""),
                "secret": os.environ.get("LUOSHI_OIDC_SECRET", ""),
                "settings": {"server_url": os.environ.get("LUOSHI_OIDC_SERVER", "")},
            }
        ]
        if OIDC_NAME
        else [],
    }
}
SECOND_FACTOR = os.environ.get("LUOSHI_SECOND_FACTOR", "none")
if SECOND_FACTOR not in ("none", "office", "all"):
    raise ValueError("LUOSHI_SECOND_FACTOR is none, office or all")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "luoshi_web.trail.origin.acts_have_an_origin",
    "luoshi_web.middleware.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "luoshi_web.middleware.reading_preferences",
    "luoshi_web.pages.unseen.unseen_marks_are_shown",
    "django.middleware.common.CommonMiddleware",
    "luoshi_web.pages.bounds.BodiesAreBounded",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "luoshi_web.pages.pace.kept_to_a_pace",
    "luoshi_web.people.middleware.signed_in",
    "luoshi_web.middleware.WithoutNull",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "luoshi_web.urls"
WSGI_APPLICATION = "luoshi_web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "luoshi_web.pages.environment.environment"},
    },
]

if "DATABASE_URL" in os.environ:
    DATABASES = {"default": dj_database_url.config(conn_max_age=60, conn_health_checks=True)}
    # statements of `prepared.py` that the server has seen once are planned no more
    DATABASES["default"]["OPTIONS"] = {"prepare_threshold": 1, **DATABASES["default"].get("OPTIONS", {})}
else:
    HOME.mkdir(parents=True, exist_ok=True)
    # readable by its owner only, like the key; what SQLite writes beside it takes its mode
    with suppress(FileExistsError):
        os.close(os.open(HOME / "luoshi.sqlite3", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "luoshi.sqlite3",  # type: ignore[typeddict-item]
            "CONN_MAX_AGE": 60,  # seconds; to open the file anew costs more than an unchanged page
            "OPTIONS": {
                # a writer takes its lock at once and waits, instead of failing half way
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
            },
        }
    }

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
JOBS_INTERVAL = 0.5  # seconds between two looks at the queue
JOBS_HEARTBEAT = 5  # seconds between two signs of life of a worker
JOBS_SILENCE = 30  # seconds after which a worker is taken for dead
JOBS_LONGEST = 3600  # seconds that a job may run
JOBS_ATTEMPTS = 2  # how often a job is begun whose workers die
JOBS_TRIES = 5  # how often a job is begun that raises an error

LUOSHI_ADDRESS = os.environ.get("LUOSHI_ADDRESS") or next((at for at in CSRF_TRUSTED_ORIGINS if "*" not in at), "")
LUOSHI_MAIL_URL = os.environ.get("LUOSHI_MAIL_URL", "")
LUOSHI_MAIL_PASSWORD = os.environ.get("LUOSHI_MAIL_PASSWORD", "")
LUOSHI_MAIL_FROM = os.environ.get("LUOSHI_MAIL_FROM", "luoshi@localhost")
LUOSHI_MAIL_SECONDS = 20  # that the mail server may take for one answer
LUOSHI_WEBHOOK_HOSTS = _listed("LUOSHI_WEBHOOK_HOSTS")
LUOSHI_POST_SECONDS = (5, 20)  # to connect, and for the answer
LUOSHI_SENDING_SILENCE = 300  # seconds after which a message that is being sent is taken for broken off
LUOSHI_DIGEST_AT = time.fromisoformat(os.environ.get("LUOSHI_DIGEST_AT", "08:30"))

INTAKE_FILE_BYTES = int(os.environ.get("LUOSHI_FILE_MB", "50")) * 1_000_000
INTAKE_LARGE_BYTES = 500_000  # from here on a file is read in the queue of large ones
INTAKE_MEMORY = int(os.environ.get("LUOSHI_READING_MB", "2000")) * 1_000_000
INTAKE_SECONDS = int(os.environ.get("LUOSHI_READING_SECONDS", "300"))
KEPT_FILES = HOME / "files"
# of one jurisdiction, all evidence, scans and workbooks together
KEPT_TOTAL_BYTES = int(float(os.environ.get("LUOSHI_FILES_GB", "20")) * 1_000_000_000)
EVIDENCE_FILE_BYTES = int(os.environ.get("LUOSHI_EVIDENCE_MB", "20")) * 1_000_000
# before a body is parsed, so that a file that is too large is not kept anywhere
FILE_UPLOAD_HANDLERS = [
    "luoshi_web.reports.upload.ForKeeping",
    "luoshi_web.intake.upload.TooLargeAFile",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000  # a pasted text
# pages whose bodies may be larger than a form: bytes of ten files of evidence, of one file, of a pasted text
_FILES, _FILE = 10 * EVIDENCE_FILE_BYTES + 1_000_000, INTAKE_FILE_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE
LARGER_BODIES = {
    "desk:report": _FILES,
    "desk:sheet": _FILES,
    "intake:intakes": _FILE,
    "intake:opinions": _FILE,
    "workbooks:upload": _FILE,
    "administration:sheet": _FILE,
    "calendars:holidays": _FILE,
}
# of one address, in each process of the server; twice for one account, ten times for an address of the office; 0: any
REQUESTS_A_MINUTE = int(os.environ.get("LUOSHI_REQUESTS_A_MINUTE", "300"))

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("LUOSHI_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
# served from the package itself, so that a server needs no collecting step; addresses carry a digest of the file
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 86400

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_ENGINE = "luoshi_web.people.sessions"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
BEHIND_PROXY = os.environ.get("LUOSHI_BEHIND_HTTPS") == "1"
TRUSTED_PROXIES = [ip_network(network) for network in _listed("LUOSHI_TRUSTED_PROXIES")]
LUOSHI_METRICS = [ip_network(network) for network in _listed("LUOSHI_METRICS")]
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31536000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "outages": {"()": "luoshi_web.logs.OutageInOneLine"},
        "secrets": {"()": "luoshi_web.people.redaction.WithoutSecrets"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["outages"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # it writes addresses of chat groups whole, below WARNING; what went wrong is said by reminders/sending.py
        "urllib3": {"level": "WARNING"},
        "django.request": {"filters": ["secrets"]},
    },
}
