"""Another provider of sign-ins, for tests: django-allauth's own, a process of its own with one client and two people.

    python -m tests.people.provider FOLDER BACK

BACK is where the client may be sent back to; FOLDER/port says where it listens.
/enter/NAME/ signs NAME in there, as its own page of signing in would.
"""

import sys
from pathlib import Path

CLIENT, SECRET = "luoshi", "a-secret-of-the-office"
PEOPLE = {"wang.min": "王敏", "zhou.ping": "周平"}


def configure() -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from django.conf import settings

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    settings.configure(
        SECRET_KEY="provider",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=[
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SESSION_COOKIE_NAME="provider",
        USE_TZ=True,
        # the hash of the client's secret is slow on purpose, and is compared at each sign-in
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        IDP_OIDC_PRIVATE_KEY=pem,
    )


def populate(back: str) -> None:
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for name, shown in PEOPLE.items():
        User.objects.create_user(name, f"{name}@example.com", first_name=shown)
    Client.objects.create(
        id=CLIENT, name="落实", secret=make_password(SECRET), redirect_uris=back,
        scopes="openid\nprofile\nemail", skip_consent=True,
    )  # fmt: skip


def main(folder: str, back: str) -> None:
    configure()
    import django

    django.setup()
    populate(back)
    from wsgiref.simple_server import make_server

    from django.contrib.auth import login
    from django.contrib.auth.models import User
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import include, path

    def enter(request, name):  # type: ignore[no-untyped-def]
        login(request, User.objects.get(username=name))
        return HttpResponse(name)

    globals()["urlpatterns"] = [
        path("enter/<str:name>/", enter),
        path("", include("allauth.idp.urls")),
        path("accounts/", include("allauth.urls")),
    ]
    server = make_server("127.0.0.1", 0, get_wsgi_application())
    fresh = Path(folder) / "port.new"
    fresh.write_text(str(server.server_port))
    fresh.rename(Path(folder) / "port")
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
