"""The trail in plain words: each act, what it touched, and what stood there before.

Every act that the code records has a row here, and a test holds the table to the code.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from luoshi.report import STATE_NAMES, State

Words = tuple[str, str]
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)")

ACTS: dict[str, Words] = {
    "intake.taken": ("收下一份文件", "took in a file"),
    "intake.corrected": ("改正读出来的内容", "corrected what was read"),
    "intake.undone": ("撤回一次改正", "took a correction back"),
    "opinion.recorded": ("收下单位的意见", "recorded units' opinions"),
    "opinion.taken": ("采用一条意见", "took an opinion"),
    "opinion.left": ("不采用一条意见", "left an opinion"),
    "opinion.reopened": ("重新考虑一条意见", "opened an opinion again"),
    "revision.in_force": ("任务表生效", "put a table in force"),
    "revision.proposed": ("提出新一版", "proposed a revision"),
    "revision.rows_taken": ("采纳改动", "accepted changes"),
    "revision.rows_refused": ("不采纳改动", "refused changes"),
    "revision.choice_taken_back": ("撤回采纳与否", "took a choice back"),
    "revision.withdrawn": ("撤下新一版", "withdrew a revision"),
    "plan.published": ("公开任务表", "published a plan"),
    "plan.taken_back": ("任务表改为内部", "made a plan internal"),
    "cycle.opened": ("发起一期填报", "opened a cycle"),
    "cycle.closed": ("结束一期填报", "closed a cycle"),
    "cycle.reopened": ("重新打开一期填报", "opened a closed cycle again"),
    "cycle.published": ("公布一期", "published a cycle"),
    "cycle.withdrawn": ("撤下一期的公布", "withdrew a published cycle"),
    "cycle.extension": ("延期", "extended a deadline"),
    "cycle.lock": ("锁定", "locked"),
    "cycle.unlock": ("解锁", "unlocked"),
    "report.begun": ("开始填写", "began a report"),
    "report.ask": ("要求填报", "asked for a report"),
    "report.save": ("保存填报", "saved a report"),
    "report.submit": ("提交填报", "submitted a report"),
    "report.sign": ("签发填报", "signed a report"),
    "report.withdraw": ("撤回填报", "withdrew a report"),
    "report.return": ("退回填报", "returned a report"),
    "report.accept": ("通过填报", "accepted a report"),
    "report.correct": ("更正填报", "corrected a report"),
    "report.reopen": ("退回更正", "reopened a report"),
    "report.release": ("这一期不用报", "released a report from a cycle"),
    "report.given": ("换单位填报", "gave a report to another unit"),
    "contribution.asked": ("请别的单位配合", "asked a unit to contribute"),
    "contribution.begun": ("开始写配合内容", "began a contribution"),
    "contribution.ask": ("要求配合", "asked for a contribution"),
    "contribution.save": ("保存配合内容", "saved a contribution"),
    "contribution.submit": ("提交配合内容", "submitted a contribution"),
    "contribution.sign": ("签发配合内容", "signed a contribution"),
    "contribution.withdraw": ("撤回配合内容", "withdrew a contribution"),
    "contribution.return": ("退回配合内容", "returned a contribution"),
    "contribution.accept": ("采用配合内容", "took a contribution in"),
    "contribution.correct": ("更正配合内容", "corrected a contribution"),
    "contribution.reopen": ("退回配合内容更正", "reopened a contribution"),
    "contribution.release": ("不再要配合", "released a contribution"),
    "evidence.added": ("添加佐证", "added evidence"),
    "evidence.removed": ("去掉佐证", "took evidence out"),
    "sheet.added": ("上传盖章件", "uploaded a sealed sheet"),
    "sheet.removed": ("去掉盖章件", "took a sealed sheet out"),
    "report.phrased": ("写发布口径", "set the wording for publication"),
    "figure.settled": ("确认用哪个数", "confirmed which figure answers"),
    "figure.unsettled": ("撤销用哪个数的确认", "undid which figure answers"),
    "phrase.saved": ("存一句常用语", "saved a phrase"),
    "phrase.removed": ("删一句常用语", "removed a phrase"),
    "workbook.uploaded": ("上传填报表格", "uploaded a workbook"),
    "holidays.loaded": ("装入放假安排", "loaded the holidays of a year"),
    "releases.set": ("改发布日历", "set a release calendar"),
    "role.given": ("给角色", "gave a role"),
    "role.ended": ("收回角色", "ended a role"),
    "role.handed_over": ("交接", "handed a role over"),
    "deputy.set": ("指定代理", "set a deputy"),
    "account.closed": ("停用账号", "closed an account"),
    "account.opened": ("启用账号", "opened an account"),
    "account.mail_set": ("改自己的邮箱", "changed their mail address"),
    "password.chosen": ("改自己的密码", "chose a password"),
    "password.given": ("重设密码", "gave a new password"),
    "password.reset": ("用邮件重设密码", "reset a password by mail"),
    "factor.removed": ("取消别人的第二道验证", "took a second factor away"),
    "factor.enrolled": ("开第二道验证", "turned on a second factor"),
    "factor.dropped": ("取消第二道验证", "gave a second factor up"),
    "factor.codes_renewed": ("换一批备用码", "renewed the codes on paper"),
    "login.linked": ("连上别处的登录", "joined a login elsewhere"),
    "login.unlinked": ("断开别处的登录", "parted a login elsewhere"),
    "invitation.made": ("发邀请", "made an invitation"),
    "invitation.revoked": ("收回邀请", "revoked an invitation"),
    "invitation.used": ("接受邀请", "used an invitation"),
    "channel.set": ("设推送地址", "set a channel"),
    "channel.removed": ("删推送地址", "removed a channel"),
    "channel.tried": ("试发一条", "tried a channel"),
    "rhythm.set": ("改提醒节奏", "set when reminders go"),
    "unit.urged": ("催办", "urged a unit"),
    "unit.handed-over": ("单位的填报移交", "handed a unit's reports over"),
    "message.repeated": ("重发一条消息", "sent a message again"),
    "trail.blanked": ("按规则隐去明细", "blanked details by rule"),
}

ROOMS: dict[str, Words] = {
    "report": ("填报", "Reports"),
    "contribution": ("配合", "Contributions"),
    "evidence": ("佐证", "Evidence"),
    "sheet": ("盖章件", "Sealed sheets"),
    "figure": ("数的确认", "Confirmed figures"),
    "phrase": ("常用语", "Phrases"),
    "workbook": ("填报表格", "Workbooks"),
    "cycle": ("报告期", "Cycles"),
    "intake": ("导入", "Taking in"),
    "opinion": ("意见", "Opinions"),
    "revision": ("版本", "Revisions"),
    "plan": ("公开", "Publishing"),
    "role": ("角色", "Roles"),
    "deputy": ("代理", "Deputies"),
    "account": ("账号", "Accounts"),
    "password": ("密码", "Passwords"),
    "factor": ("第二道验证", "Second factors"),
    "login": ("别处的登录", "Logins elsewhere"),
    "invitation": ("邀请", "Invitations"),
    "channel": ("推送地址", "Channels"),
    "rhythm": ("提醒节奏", "Reminders"),
    "unit": ("单位", "Units"),
    "message": ("消息", "Messages"),
    "holidays": ("放假安排", "Holidays"),
    "releases": ("发布日历", "Release calendars"),
    "trail": ("留痕", "The trail"),
}

# what an entry touched, and the columns whose former value it holds
THINGS: dict[str, Words] = {
    "report": ("填报", "report"),
    "contribution": ("配合", "contribution"),
    "version": ("版次", "version"),
    "evidence": ("佐证", "evidence"),
    "target": ("目标", "target"),
    "tasks": ("项数", "tasks"),
    "urge": ("催办", "urge"),
    "figure": ("数", "figure"),
    "cycle": ("报告期", "cycle"),
    "unit": ("单位", "unit"),
    "user": ("账号", "account"),
    "plan": ("计划", "plan"),
    "revision": ("版本", "revision"),
    "proposal": ("拟修订", "proposal"),
    "intake": ("导入", "intake"),
    "opinion": ("意见", "opinion"),
    "opinions": ("意见条数", "opinions"),
    "exemption": ("例外", "exception"),
    "arrangement": ("放假安排", "holidays"),
    "deadline": ("截止", "deadline"),
    "due_at": ("截止", "due"),
    "closes_at": ("锁定时间", "closes"),
    "until": ("到", "until"),
    "state": ("状态", "state"),
    "asked": ("要报", "asked"),
    "filled": ("已填", "filled"),
    "owner_id": ("牵头单位", "owner"),
    "current_id": ("当前版", "current version"),
    "accepted_id": ("通过版", "accepted version"),
    "role": ("角色", "role"),
    "year": ("年份", "year"),
    "entries": ("条数", "entries"),
    "indicator": ("指标", "indicator"),
    "releases": ("发布日历", "release calendar"),
    "frequency": ("多久一次", "frequency"),
    "months": ("几个月后", "months after"),
    "day": ("几日", "day"),
    "visibility": ("公开", "visibility"),
    "public_lights": ("公开亮灯", "public lights"),
    "original": ("原文件可以下载", "file as it came given out"),
    "sha256": ("SHA-256", "SHA-256"),
    "reason": ("原因", "reason"),
    "rule": ("规则", "rule"),
    "before": ("之前", "before"),
    "name": ("名称", "name"),
    "act": ("第几步", "act"),
    "upload": ("第几次上传", "upload"),
    "file": ("文件", "file"),
    "source": ("原文件", "source file"),
    "message": ("消息", "message"),
    "text": ("内容", "text"),
    "opens_at": ("开始", "opens"),
    "at": ("时间", "at"),
    "published_at": ("公布时间", "published"),
    "closed_at": ("结束时间", "closed"),
    "valid_to": ("到期", "valid to"),
    "phrasing": ("发布口径", "published wording"),
    "phrase": ("常用语", "phrase"),
    "accepted": ("已通过", "accepted"),
    "reports": ("填报项数", "reports"),
    "contributions": ("配合项数", "contributions"),
    "released": ("不用再报的项数", "released"),
    "successor": ("接手的账号", "successor"),
    "kind": ("种类", "kind"),
    "choice": ("决定", "choice"),
    "undoes": ("撤回的决定", "takes back"),
    "base": ("和哪一版比", "compared with"),
    "task": ("任务", "task"),
    "invitation": ("邀请", "invitation"),
    "channel": ("推送地址", "channel"),
    "sheet": ("盖章件", "sealed sheet"),
    "rhythm": ("提醒节奏", "rhythm"),
}
# what a column's value is called, where that is a word of the code
VALUES: dict[str, dict[str, Words]] = {
    "visibility": {"published": ("公众看得到", "everybody sees it"), "internal": ("内部", "internal")},
    "frequency": {"monthly": ("每月", "monthly"), "quarterly": ("每季", "quarterly"), "annual": ("每年", "yearly")},
}
STATES: Mapping[str, Words] = {state.value: words for state, words in STATE_NAMES.items()}
assert set(STATES) == {state.value for state in State}


def act_words(act: str, *, english: bool) -> str:
    """Say an act; one that is not in the table is said as it is recorded."""
    words = ACTS.get(act)
    return words[english] if words else act


def pairs(columns: Mapping[str, Any], *, english: bool) -> list[tuple[str, str]]:
    """Say columns and their values, in words where there are any; what is empty is left out."""
    said = []
    for name, value in columns.items():
        if value in (None, "", [], {}):
            continue
        words = THINGS.get(name) or STATES.get(name)
        called = (STATES if name == "state" else VALUES.get(name, {})).get(str(value))
        said.append((words[english] if words else name, called[english] if called else _plain(value)))
    return said


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, dict):
        return "；".join(f"{name} {_plain(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "、".join(map(_plain, value))
    return _moment(str(value))


def _moment(text: str) -> str:
    """Return a moment in the site's zone, as all others on the page; any other text as it is."""
    if not _MOMENT.fullmatch(text):
        return text
    try:
        return f"{timezone.localtime(datetime.fromisoformat(text)):%Y-%m-%d %H:%M}"
    except ValueError:
        return text
