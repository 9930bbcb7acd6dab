"""The two forms of an account: signing in, and choosing a password."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

CONTROL = "form-control"


class SignInForm(AuthenticationForm):
    """Name and password; one sentence whichever of the two is wrong."""

    error_messages: ClassVar = {
        "invalid_login": _("账号名或密码不对。看看大小写；连着输错五次要等15分钟。"),
        "inactive": _("账号名或密码不对。看看大小写；连着输错五次要等15分钟。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("账号名")
        self.fields["password"].label = _("密码")
        _set(self)


class ChoosePasswordForm(PasswordChangeForm):
    """The present password, and the new one twice."""

    error_messages: ClassVar = {
        "password_mismatch": _("两次输入的新密码不一样。"),
        "password_incorrect": _("现在的密码不对。"),
        "password_unchanged": _("新密码和现在的一样，请换一个。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("现在的密码")
        self.fields["new_password1"].label = _("新密码")
        self.fields["new_password1"].help_text = _("至少10个字，不能全是数字，不能是常见的密码。")
        self.fields["new_password2"].label = _("再输一次新密码")
        self.fields["new_password2"].help_text = ""
        _set(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("new_password1")
        if chosen and chosen == cleaned.get("old_password"):
            self.add_error(
                "new_password1",
                forms.ValidationError(self.error_messages["password_unchanged"], code="password_unchanged"),
            )
        return cleaned


def _set(form: forms.BaseForm) -> None:
    """Give each field its look, and tie its error to it for whoever cannot see it."""
    for name, field in form.fields.items():
        field.widget.attrs["class"] = CONTROL
        if form.is_bound and form.errors.get(name):
            field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"id_{name}-error"}
