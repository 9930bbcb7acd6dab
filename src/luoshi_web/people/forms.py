"""The forms of an account: signing in, choosing a password, and using an invitation."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from luoshi_web.people import guessing, hashing
from luoshi_web.people.models import Invitation, User

CONTROL = "form-control"
LONGEST_NAME = 150  # of an account


class SignInForm(AuthenticationForm):
    """Name and password; one sentence whichever of the two is wrong."""

    error_messages: ClassVar = {  # type: ignore[misc]
        "invalid_login": _("账号名或密码不对。看看大小写；连着输错五次要等15分钟。"),
        "inactive": _("账号名或密码不对。看看大小写；连着输错五次要等15分钟。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("账号名")
        # Django says how long it is to the browser only; the list of wrong tries has no room for a longer one
        self.fields["username"].validators.append(MaxLengthValidator(LONGEST_NAME))
        self.fields["password"].label = _("密码")
        _set(self)

    def clean(self) -> dict[str, Any]:
        """Check name and password, where nobody has to wait.

        Raises:
            guessing.Waits: too many were wrong. hashing.Busy: too many sign in at this moment.
        """
        account, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if self.request is None or not account or not password:
            return dict(super().clean())
        guessing.must_not_wait(self.request, account)
        try:
            with hashing.turn():
                return dict(super().clean())
        except forms.ValidationError:
            guessing.note_wrong(self.request, account)
            guessing.must_not_wait(self.request, account)
            raise


class ChoosePasswordForm(PasswordChangeForm):
    """The present password, and the new one twice."""

    error_messages: ClassVar = {  # type: ignore[misc]
        "password_mismatch": _("两次输入的新密码不一样。"),
        "password_incorrect": _("现在的密码不对。"),
        "password_unchanged": _("新密码和现在的一样，请换一个。"),
        "sample": _("示例账号的密码不能改，别人还要用。"),
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
        if self.user.is_sample:
            raise forms.ValidationError(self.error_messages["sample"], code="sample")
        if chosen and chosen == cleaned.get("old_password"):
            self.add_error(
                "new_password1",
                forms.ValidationError(self.error_messages["password_unchanged"], code="password_unchanged"),
            )
        return cleaned


class JoinForm(forms.Form):
    """Account name and own name, and a password twice; of an account that is there only the password is asked."""

    username = forms.CharField(max_length=150, label=_("账号名"), help_text=_("登录用，字母、数字和 . _ - 都行。"))
    name = forms.CharField(max_length=100, label=_("姓名"))
    new_password1 = forms.CharField(
        label=_("密码"),
        strip=False,
        help_text=_("至少10个字，不能全是数字，不能是常见的密码。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label=_("再输一次密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, invitation: Invitation, *args: Any, asks_password: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = invitation.user
        self.fields["name"].initial = self.user.name if self.user else invitation.name
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        if self.user is not None:
            del self.fields["username"]
        if not asks_password:
            del self.fields["new_password1"], self.fields["new_password2"]
        _set(self)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        chosen, again = told.get("new_password1"), told.get("new_password2")
        if chosen and again and chosen != again:
            self.add_error("new_password2", _("两次输入的密码不一样。"))
        elif chosen:
            who = self.user or User(username=told.get("username", ""), name=told.get("name", ""))
            try:
                validate_password(chosen, who)
            except ValidationError as error:
                self.add_error("new_password1", error)
        return told


def _set(form: forms.BaseForm) -> None:
    """Give each field its look, and tie its error to it for whoever cannot see it."""
    for name, field in form.fields.items():
        field.widget.attrs["class"] = CONTROL
        if form.is_bound and form.errors.get(name):
            field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"id_{name}-error"}
