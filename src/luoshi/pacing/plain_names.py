"""Plain names: what a figure is called without who did it, where, when, in which batch, and the deed beside it.

新建5G基站900个          · 5G基站仅开通265个             the deed stands behind the thing
培育双循环试点企业200家  · 前两批共认定试点企业118家     so many batches are the year so far
新改建户厕2800户         · 户厕方面，全市共新改建3042户  the thing stands in front, as the label of its sentence

A deed is taken off only where the promise has one of the same kind: 入选 of 新增 persons, and 开通 of 新建 stations.
What is left has to be the promised name; the stage that the deed says is weighed apart.
"""

from dataclasses import replace
from functools import lru_cache

from luoshi.expressions import expression
from luoshi.grammar.same_words import are_apart, in_one_word
from luoshi.pacing.around import Around
from luoshi.pacing.likeness import KINDS, MEMBERS, Words, content
from luoshi.pacing.stages import level
from luoshi.plan import Observation, Target

_TIMES = (
    r"半年来?|今年以来|年初以来|开年以来|年初至今|今年至今|年初到(?:现在|目前)|上半年|前三季度|[一二三四]季度|全年|年内|今年|本年|当年|年底|年末|目前|截至目前|到目前|现阶段"
    r"|(?:截[至止]|到)?(?:\d{4}年)?\d{1,2}月(?:底|末|份|\d{1,2}日)?|(?:1|一)[-—–~～至到]\d{1,2}月份?"
)
_WHO = (
    r"(?:全|我|本)[省市区县州旗](?:范围内)?|辖区内?|市县两级|省市县三级|\(?市\)?县?\(?区\)?年?(?=年内|共|累计)"
    r"|各(?:旗县区|旗区|盟市|县市区|县区|区县|市县|市州|地市|县|区|乡镇|镇街|街道|地|级|部门|单位)"
    r"|\d{0,3}个?(?:县区|区县|县市区|县市|旗县区|旗县|市县|乡镇|镇街|县|区|旗)(?=年内|共|累计|合计|已|新|[改完建])"
)
# the first batches of a year are what there is so far; the third alone is not
_BATCHES = (
    r"(?:前[两二三四五2-5]|首)批(?:次)?"
    r"(?=共|累计|合计|已|认定|评定|命名|入选|公布|授牌|创建|培育|发放|拨付|兑付|下达|到位)"
    r"|(?:第一|首)批(?:次)?(?=[\u4e00-\u9fff]{0,12}?(?:资金|补助|补贴|津贴|奖补|[金款]))"
)
_ADVERBS = (
    r"为(?:广大)?(?:企业和?群众|人民群众|群众|市民|百姓)"
    r"|共计|合计|累计|总计|总共|一共|实际|陆续|先后|已经|现已|现有|仅仅|全部|成功|顺利|如期|超额|提前|依法依规|依法|依规"
    r"|共|已|现(?![场有行])|仅|只|才|均|约|近"
)
_FRONT = expression(rf"^(?:{_TIMES}|{_WHO}|{_BATCHES}|{_ADVERBS}|[,、 ])+")
_WITHIN = expression(rf"(?<=..)(?:{_TIMES}|免费)(?=.)")
_NEW = expression(r"^[新又再净](?=..)")
_BEHIND = expression(rf"(?<=.)(?:{_ADVERBS}|新|又|再|净|达到?|超过?|突破|为|了|有|[、, ])+$")
# what any promised thing comes to
_RESULTS = (
    "完成 建成 干完 做完 新增 增加 新建成 建好 办成 实现 累计完成 超额完成 全部完成"
    " 建成开通 建成投用 建成投运 建成投产 建成运营"
)
# deeds of one kind: by each of them so many more of the thing are there
_KINDS_OF_DEEDS: tuple[frozenset[str], ...] = tuple(
    frozenset(row.split())
    for row in (
        "新增 增设 新设 设置 布设 增建 新建 建设 建成 开通 启用 新开通 投用 投入使用 铺设"
        " 投运 新投用 新投运 建成投用 建成投运 建成运营 建成开通"
        " 安装 新安装 新装 新布设 新投放 投放 新开业 开业 配置 新配置 配备 新配备",
        "新增 组建 成立 设立 发展 新发展 新成立 新组建 领办 创办 新办 培育 新建 建成",
        "创建 创成 建成 打造 争创 获评 评定 认定 命名 授牌 获批 入选 评选 培育 新增 建设 成功创建 通过认定",
        "引进 招引 引入 落地 落户 新招引 新引进 签约落地 引育 招引落地 吸引 新增",
        "栽植 种植 栽种 植树 栽下 种下 新植",
        "发放 投放 兑现 兑付 拨付 支出",
        "扶持 奖补 资助 认定扶持 认定并奖补 扶持奖补",
        "治理 整治 消除 销号 整改 整治销号",
        "清理 清理整治 销号 整改 整改销号 整治销号 清理销号",
        "建成 竣工 完工 竣工交付 建成交付 完工交付 竣工投用 建成投用 建成开放 建设 新建 交付",
        "出让 成交 出让成交 挂牌出让 公开出让",
        "维护 维护保养 维护管理",
        "新增 购置 新购置 采购 新采购 添置 配备 新配备",
        "更新 换新 更换 改造 更新改造 换装",
        "缔结 新结 结好 签订 结交 新缔结",
        "安装 加装 增设 装设 新装 装上",
        "打通 贯通 建成",
        "硬化 铺筑 浇筑 铺设",
        "筹集 筹建 新筹集 新筹建 筹措 新增",
        "培训 轮训 开展培训",
        "新开辟 开辟 开通 新开通 新开 增开 新辟 加开 新增 增辟",
        "开行 发出 开出 发运 始发 累计开行",
        "新增 认证 新认证 获证 新获证 新增认证",
        "新建改建 新改建 新建改造 改造新建 改扩建 新改扩建 新建、改建 新建和改建 新建、改造 新建和改造",
        "制定 修订 制修订 发布 出台 制定发布",
        "选派 下派 派驻 派出 派遣",
        "新登记 新登记注册 新注册 新设 新设立 设立 新增登记 新设立登记 新增",
        "新增 培养 新培养 培养认定 新增培养",
        "新设 设立 新批 新设立 批准设立 新批准设立",
        "入库 评价入库 通过评价 评价通过 认定入库 新入库 入库登记",
        "盘活 处置盘活 盘活处置",
        "办理 审核办理",
        "查处 查办 立案查处 立案查办",
        "解决 协调解决 帮助解决 推动解决 帮助协调解决",
        "处置 处置出清 出清",
        "推出 上线 上线运行 推行 打造",
        "淘汰 关停 退出 关闭 取缔 关停退出 淘汰退出 关停淘汰 关停取缔",
        "新建 新修 新修建 修建 修筑 新铺 新铺设 新敷设 建成",
        "安置 接收安置 妥善安置",
        "开展 提供 办理",
        "新增 拓展 新拓展",
        "投放 布设 配置 配备 设置 安装 新配置 新配备 新投放 新布设",
        "新增 购置 新购 新购置 购入",
        "招聘到岗 招聘 招录 录用 聘用 公开招聘 招考 新招聘 新招录 新录用 新聘",
        "帮扶 慰问帮扶 帮扶慰问 走访帮扶",
        "走访慰问 慰问",
        "调解 调处 成功调解",
        "检查 执法检查 监督检查 现场检查",
        "追回 追缴",
        "制发 发放 核发 颁发",
        "适配 发放 配发 免费适配",
        "开办 开设 开班 举办 办班",
        "举办 开展 举行 办",
    )
)
# the register that is meant is theirs alone: 规上企业新入库66户, and no 入库 of a project
_REGISTERED = frozenset(["纳统", "入库", "升规", "入规", "上规", "进规", "新增", "培育", "净增", "新纳统", "新入库"])
_OF_THE_REGISTER = expression(r"规上|限上|规工|四上|规模以上|限额以上", needs="规限四")
# 培育入库 is the programme in which they are raised
_RAISED = frozenset(["培育", "入库培育", "培育入库"])
_ALL_DEEDS = frozenset().union(*_KINDS_OF_DEEDS, _REGISTERED, _RAISED, frozenset(_RESULTS.split()))
_LONGEST = "|".join(sorted(_ALL_DEEDS, key=lambda deed: (-len(deed), deed)))
_DEED_BEHIND = expression(rf"(?<=..)(?P<deed>{_LONGEST})$")
_DEED_BEFORE = expression(rf"^(?P<deed>{_LONGEST})(?=..)")
_MOST = 40
_ONLY_A_GRADE = expression(r"(?:国家|省|自治区|市|区|县|镇|乡|村)级(?:及?以上)?")
# 滴灌等高效节水面积; 高等教育 has no example
_EXAMPLE = expression(
    r"^[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8})*(?<![高中初平同优均头对一二三特])等(?=[\u4e00-\u9fff]{3})",
    needs="等",
)


def kinds_of(text: str) -> tuple[frozenset[str], ...]:
    """Return the kinds of deeds of which words have one."""
    kinds = [kind for kind in _KINDS_OF_DEEDS if any(deed in text for deed in kind)]
    if "培育" in text:
        kinds.append(_RAISED)
    return tuple(kinds)


@lru_cache(maxsize=2048)
def plain_name(words: str, promise: str, action: str = "") -> str:
    """Return words without who, where, when, how many in all, and a deed of a kind that the promise has too."""
    if not words or len(words) > _MOST:
        return words
    deeds = frozenset(_RESULTS.split()).union(*kinds_of(promise))
    if _OF_THE_REGISTER.search(words) is not None and _OF_THE_REGISTER.search(promise) is not None:
        deeds |= _REGISTERED
    left, before = _WITHIN.sub("", level(words)), ""
    while left != before:
        before = left
        left = _EXAMPLE.sub("", _FRONT.sub("", left))
        for found in (_DEED_BEHIND.search(left), _DEED_BEFORE.search(left)):
            if found is not None and found["deed"] in deeds and len(left) - len(found["deed"]) > 1:
                left = left[: found.start()] + left[found.end() :]
                break
        else:
            if action and left.endswith(action) and len(left) - len(action) > 1:
                left = left.removesuffix(action)
                continue
            left = _BEHIND.sub("", left)  # behind 换新 stands no 新, and before 新结友城 none either
            left = _NEW.sub("", left) if left == before else left
    return left.strip("的")


def plainly(
    target: Target, seen: Observation, promise: Words, its: Words, words: Around, label: str = ""
) -> tuple[Words, Words] | None:
    """Return a promise and a figure by their plain names, where these are one; None where they are not.

    Args:
        label: what the sentence is said to be about, which its figures need not say again: 户厕方面，共新改建1500户.
    """
    if seen.part_of and _ONLY_A_GRADE.fullmatch(seen.metric):
        return None  # 省级22个 of 341个家庭农场: whose grade it is stands before
    own = seen.metric if seen.metric in words.left else ""
    names = [own, words.left, _without_its_deed(target, words.left)]
    if not content(own) and (noun := _UP_TO_ITS_STAGE.match(in_one_word(words.right))) is not None:
        names.append(noun["noun"].replace("的", ""))  # 612个总投资超亿元的重点项目破土动工
    if label:
        names += [label + own, label + _FRONT.sub("", words.left)]
    action = target.action or ""
    for name in names:
        if (mine := _promised_as(target, promise, name)) is not None:
            plain = plain_name(name, action + promise.clause, action)
            return replace(promise, metric=_of_privies(mine)), replace(its, metric=_of_privies(plain))
    return None


def says_only_its_name(target: Target, promise: Words, own: str) -> bool:
    """Tell whether words are the promised name and what `plain_name` takes off, and nothing else."""
    return any(_promised_as(target, promise, name) is not None for name in (own, _without_its_deed(target, own)))


def _without_its_deed(target: Target, own: str) -> str:
    """Words without the promised deed in their midst: 光伏并网 of 光伏上半年新增并网9.8万千瓦; nothing without one."""
    deed = target.action or ""
    return own.replace(deed, "", 1) if deed and own.find(deed) > 0 else ""


def _promised_as(target: Target, promise: Words, own: str) -> str | None:
    """Return the promise's plain name that a figure's own words have too, or None."""
    if not own or are_apart(promise.metric, own):
        return None
    if (reached := _REACHES.search(own)) is not None and reached[0] not in promise.text:
        return None  # 老旧小区改造惠及97个社区
    action = target.action or ""
    text = action + promise.clause
    plain = plain_name(own, text, action)
    its = _bare(plain)
    if len(its) < 2:
        # 引进项目31个 of 招引项目: the deed tells them from other 项目
        mine = plain_name(promise.metric, text, action)
        return mine if len(plain) > 1 and plain == mine != promise.metric and _DEED_BEFORE.match(own) else None
    if len(MEMBERS.findall(in_one_word(promise.metric))) != len(MEMBERS.findall(in_one_word(own))):
        return None  # 死亡人数 of 起数、死亡人数, though 起数 is a filler
    # 外资 is 实际利用外资 where it is 吸引外资
    for name in (plain_name(promise.metric, text, action), action + promise.metric):
        mine = _bare(name)
        bare, theirs = _KIND.sub("", mine), _KIND.sub("", its)  # 小巨人 ends in no 人 of a kind
        if its == mine or (not mine.endswith("位") and (its == bare or theirs in (mine, bare))):
            return name
    return None


_KIND = expression(f"(?<=..)(?:{'|'.join(sorted(KINDS, key=lambda kind: (-len(kind), kind)))})$")
_UP_TO_ITS_STAGE = expression(
    r"的?(?P<noun>[^,;。]{4,24}?)(?:已|均|全部|现已|顺利|成功|相继|陆续)*"
    r"(?:破土动工|破土|动工|开工|落地|建成|投用|开业|投产|竣工|完工|获批|挂牌)"
)
_REACHES = expression(r"惠及|受益|覆盖|涉及|辐射|带动|服务|走进")
# towns have none
_PRIVIES = expression(r"户厕(?:新改建|改造)$")
_OF_THE_COUNTRY = expression(r"农村(?=户厕)", needs="农")


def _of_privies(name: str) -> str:
    """A name in which 改厕 and 农村户厕 are both 户厕; another one is left as it is."""
    return _PRIVIES.sub("户厕", _OF_THE_COUNTRY.sub("", in_one_word(name))) if "厕" in name else name


def _bare(name: str) -> str:
    return content(_of_privies(in_one_word(name))).replace("“", "").replace("”", "")
