"""The demo's accounts: one of each kind, with one password that stands on the page of signing in.

They are made by `manage.py demo` and nowhere else, so their password opens nothing on a site
where the demo was not loaded; and not where other accounts were made first, unless it is asked
for, so that no real site gets them by being started once more.
"""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from luoshi_web.people.appointing import give_role
from luoshi_web.people.models import Role, User
from luoshi_web.places.models import Jurisdiction, Unit

PASSWORD = "luoshi-demo-2025"
# account, name, role, unit
SAMPLES = (
    ("demo-jiaoyu", "王敏", Role.LIAISON, "教育局"),
    ("demo-zhujian", "朱琳", Role.LIAISON, "住建局"),
    ("demo-jiaojing", "蔡明", Role.LIAISON, "滨江交警大队"),
    ("demo-juzhang", "韩梅", Role.HEAD, "教育局"),
    ("demo-ducha", "李敏", Role.REVIEWER, ""),
    ("demo-zhuren", "梁宽", Role.OFFICE_HEAD, ""),
    ("demo-lingdao", "林岚", Role.LEADER, ""),
    ("demo-guanli", "高远", Role.ADMIN, ""),
    ("demo-shenji", "沈洁", Role.AUDITOR, ""),
)


@transaction.atomic
def make_samples(jurisdiction: Jurisdiction, *, asked: bool = False) -> int:
    """Make the demo's accounts, and return how many are new or in use again.

    Args:
        asked: also where other accounts are there, and again where they were closed.
    """
    if not asked and User.objects.exists():
        return 0
    count = User.objects.filter(is_sample=True, is_active=False).update(is_active=True) if asked else 0
    hashed = make_password(PASSWORD)
    for username, name, role, unit in SAMPLES:
        user = User.objects.filter(username=username).first()
        if user is not None and not user.is_sample:
            continue
        if user is None:
            user = User.objects.create(username=username, name=name, is_sample=True, password=hashed)
            count += 1
        of = Unit.objects.filter(jurisdiction=jurisdiction, name=unit).first() if unit else None
        if bool(unit) == (of is not None):
            give_role(user, jurisdiction, role, of, by=None)
    return count


def close_samples() -> int:
    """Let the demo's accounts sign in no more; what they did stays. Return how many that closes."""
    return User.objects.filter(is_sample=True, is_active=True).update(is_active=False)
