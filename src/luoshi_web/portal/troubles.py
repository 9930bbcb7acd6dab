"""What is said where a page fails. Where the database is away, the page is made without asking it anything."""

import sys
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from luoshi_web.outages import Outage, outage_of

AGAIN_IN = "30"  # seconds, after which a reader or a program may ask once more


def trouble(request: HttpRequest, status: int, title: str, sentence: str, **context: Any) -> HttpResponse:
    """Answer with a sentence. `context`: `row` and `place` of the plan whose navigation stays."""
    context |= {"here": "", "title": title, "sentence": sentence}
    response = render(request, "portal/trouble.html", context)
    response.status_code = status
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Say that a page failed, and whether database or disk are the reason: then it passes by itself, or with room."""
    outage = outage_of(sys.exc_info()[1])
    if outage is not None:
        request.user = AnonymousUser()
    if outage in (None, Outage.OLD):
        return trouble(
            request, 500, _("这一页出了故障"), _("不是您的操作有问题。过一会儿再试；还不行，请把地址告诉管理员。")
        )
    if outage is Outage.FULL:
        title, said = _("服务器的磁盘满了"), _("刚才这一步没有存下。请告诉管理员；腾出地方以后，退回上一页再做一次。")
    elif outage is Outage.READS:
        title, said = (
            _("现在只能看，不能写"),
            _("数据库暂时只读，刚才这一步没有存下。请告诉管理员；恢复以后，退回上一页再做一次。"),
        )
    else:
        title = _("数据库现在用不了")
        said = _("过一会儿再试，好了会自己恢复。刚才如果在提交，恢复以后请看一眼存下没有；没有，就退回上一页再做一次。")
    response = trouble(request, 503, title, said)
    response["Retry-After"] = AGAIN_IN
    response["Cache-Control"] = "no-store"
    return response
