"""The words of the grammar: each row is a word, and what it makes of the number beside it.

A rule is a row. Tables are read by their longest word that ends (or begins) where the
reader stands, so that reading is linear in the length of the text. An office adds rows of
its own by a TOML file (`extension.py`); nothing here is changed while the program runs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from luoshi.plan import Comparator, MilestoneKind

AT_LEAST, MORE, AT_MOST, LESS = Comparator.AT_LEAST, Comparator.MORE, Comparator.AT_MOST, Comparator.LESS
EXACTLY, ABOUT = Comparator.EXACTLY, Comparator.ABOUT


def words(text: str) -> tuple[str, ...]:
    """Split a row's words at blanks."""
    return tuple(text.split())


@dataclass(frozen=True, slots=True)
class Word:
    """One row: a word before a number and its part in the reading.

    Args:
        role: "comparator", "change", "link", "compare" or "share".
        comparator: what it says of the number, if anything.
        sign: of a change: +1 up, -1 down.
        firm: of a change: it is a change for every measure (同比增长), not only for rates.
        to: the number is where the change ends (提高到), so it is no change itself.
        since: the number is where the change starts (由, 从).
    """

    text: str
    role: str
    comparator: Comparator | None = None
    sign: int = 1
    firm: bool = False
    to: bool = False
    since: bool = False


# -- before the number ---------------------------------------------------------------------

_BEFORE: Mapping[Comparator, str] = {
    AT_LEAST: "≥ ≧ >= 不少于 不低于 不小于 不下于 达到 达 可达 至少 最少 不低 已达 将达 高达 多达 达致 不少 首达",
    MORE: "> ＞ 超过 超 突破 突破了 超出 逾 大于 多于 高于 破 已超 过 首破 迈过 跨过 跨越 首超 冲破 远超",
    AT_MOST: "≤ ≦ <= 不超过 不高于 不多于 不大于 不超 至多 最多 控制在 控制到 严控在 压控在 管控在 压控到 压降至 "
    "压减到不超过 "
    "不突破 最高 不得超过",
    LESS: "< ＜ 低于 少于 小于 不足 不到 不满",
    ABOUT: "约 约为 近 大约 接近 将近 约占 约达 左右",
    EXACTLY: "实为 实则为 实际为 "
    "为 是 至 到 在 保持在 稳定在 维持在 定为 设为 约束在 保持 稳定 稳定到 持平于 迈上 迈入 跨入 站上 "
    "跃上 登上 升级为 发展到 发展至 扩大到 "
    "扩大至 拓展到 拓展至 扩展到 延长至 延长到 推广至 推广到 优化至 优化为 精简至 精简到 精简为 调整为 "
    "调整到 调整至 调到 调至 完善至 覆盖到 恢复到 恢复至 已有 共有 "
    "现有 拥有 有 累计有 分别为 分别是 减至 减到 减为 缩至 缩短为 缩减为 压缩为 降为 增为 变为 "
    "由原来的 控制为 落到 做到 做大到 突破到 壮大到 壮大至",
}

# 提高到 and the like: stem + 到/至
_UP = words(
    "提高 提升 增加 增长 上升 上调 升 增 扩大 上涨 涨 攀升 跃升 回升 提标 提 拓宽 拓展 增强 放宽 扩容 "
    "提档 新增 加大 翻升 扩充 改善 推高 抬升 恢复 优化 上浮 加密"
)
_DOWN = words(
    "下降 降低 减少 削减 缩短 降价 下调 压缩 压减 缩小 收窄 回落 减 降 精简 压降 缩减 下滑 下跌 减低 "
    "调低 下浮 缩 核减 减半 削 核销 回调 负增长 裁减 压低 递减 变窄 落后"
)
# a change by so much, of whatever is measured; the word alone says so
_FIRM_CHANGE = words(
    "增产 减量 增长 增速 增幅 涨幅 升幅 上涨 上升 下降 降低 减少 削减 缩短 降价 下调 上调 降幅 跌幅 "
    "减幅 回落 收窄 下滑 下跌 负增长 递增 增长率 增长速度 增速为 下降率 缩小 上浮 下浮 降速 提速 扩增 "
    "自然增长 年增长 年增速 减员 调高 调低 递减 萎缩 收缩 下挫 走低 缩水 走高 负增 增减 变动 滑落 跌落 多增 少增 减收 "
    "正增长 同比少 同比多 多收 少收 下降幅度 降低幅度 减少幅度 增长幅度 上涨幅度 降低率 减少率 压减率 "
    "压减幅度 压降幅度 削减幅度 缩减幅度 下滑幅度 提高幅度 上升幅度 少发 多发 同比少发 同比多发"
)
# a change where it is compared (比上年, 同比) or measured in per cent; otherwise an amount
_SOFT_CHANGE = words(
    "提高 提升 增收 增加 增 升 降 减 压缩 压减 精简 扩大 压降 缩减 改善 拓宽 净增 净增加 增高 回升 攀升 提 "
    "优化 改进 涨 高出 提前 上提 延长 加快 放缓 核减 落后 领先 跌 增值 翻升 减产 提质 降本 提标 增强 "
    "跃升 前进 前移 后移 退后 调减"
)

_LINK = words(
    "惠及 每人每月 每人每年 每人每天 每月 每年每人 人均 户均 亩均 日均 月均 地均 分别 均 各 都 累计 合计 共 "
    "总计 共计 已 将 再 全部 基本 每年 年均 "
    "平均 年平均 均值 平均值 逐年 继续 持续 同比 环比 同比分别 一共 也 又 则 还 只 仅 首次 一举 率先 双双 一直 "
    "始终 "
    "连续 今年 全年 实际 名义 新增 大幅 稳步 逐步 成功 历史性 历史性地 至今 接续 可 预计 预期 力争 "
    "争取 确保 努力 目标 规模 总数 数量 总量 的 了 比例 幅度 也将 拟 有望 拟将 "
    "实现 完成 实际完成 累计完成 累计实现 全部达到 分别完成 分别实现 明显 进一步 稳定 同期 可比 同口径 "
    "人民币 按可比价 按可比口径 按可比价格计算 按可比价计算 扣除价格因素 约 近 "
    "按不变价 按不变价计算 按不变价格 按不变价格计算 不变价 "
    "全口径 可比口径 自然口径 按自然口径 按同口径 按可比价格 同口径下 可比口径下 "
    "年 目前 目前的 原来的 去年的 上年的 现在的 原先的 年初的 当前的 年末的 底的 末的 "
    "每 一年 年均分别 之后 后 要 须 应 需 必须 要求 应当"
)

# words that are only links directly at the number, not as the end of a metric
_METRIC_ENDS = frozenset(words("规模 总数 数量 总量 比例 幅度 目标 同期 每 的 控制"))


# 多, 少, 快, 慢: a change only right behind a comparison (比上年多5个)
COMPARED_CHANGE: Mapping[str, int] = {"多": 1, "快": 1, "高": 1, "好": 1, "少": -1, "慢": -1, "低": -1}


def before_table(extra: Iterable[Word] = ()) -> Mapping[str, Word]:
    """Return the words that may stand before a number, by their text; `extra` wins."""
    rows: list[Word] = []
    rows += [Word(w, "link") for w in _LINK if w not in _METRIC_ENDS]
    rows += [Word(w, "change", sign=1) for w in _SOFT_CHANGE]
    rows += [Word(w, "change", sign=1, firm=True) for w in _FIRM_CHANGE]
    rows = [Word(r.text, r.role, sign=-1, firm=r.firm) if r.role == "change" and _falls(r.text) else r for r in rows]
    for stem in (*_UP, *_DOWN):
        for end in ("到", "至", "到了", "为", "至了"):
            sign = -1 if stem in _DOWN else 1
            rows.append(Word(stem + end, "comparator", EXACTLY, sign=sign, to=True))
    for comparator, text in _BEFORE.items():
        rows += [
            Word(w, "comparator", comparator, to=w.endswith(("到", "至", "达", "在", "为")) or w == "超过")
            for w in words(text)
        ]
    rows += [Word(w, "comparator", EXACTLY, since=True) for w in words("由 从 自")]
    return {row.text: row for row in (*rows, *extra)}


_FALLING = frozenset(
    words(
        "下降 降低 减少 削减 缩短 降价 下调 降幅 跌幅 减幅 回落 收窄 下滑 下跌 负增长 下降率 缩小 下浮 降 "
        "减 压缩 压减 精简 压降 缩减 慢 低 放缓 核减 落后 跌 调低 少 减员 减产 减量 降本 递减 降速 后移 调减 "
        "退后 萎缩 收缩 下挫 走低 缩水 负增 滑落 跌落 少增 减收 同比少 "
        "少收 下降幅度 降低幅度 减少幅度 降低率 减少率 压减率 "
        "压减幅度 压降幅度 削减幅度 缩减幅度 下滑幅度 少发 同比少发"
    )
)


def _falls(word: str) -> bool:
    return word in _FALLING


# -- after the number ----------------------------------------------------------------------

AFTER: Mapping[str, Comparator] = {
    **dict.fromkeys(words("以上 及以上 或以上 之上 以上的 起 以上左右"), AT_LEAST),
    **dict.fromkeys(words("以内 之内 内 以下 及以下 之下 封顶 以里 以内的"), AT_MOST),
    **dict.fromkeys(words("左右 上下 许 之间 区间"), ABOUT),
    **dict.fromkeys(words("余 多 有余 开外"), MORE),
}

# -- hedges: how firmly it is promised -----------------------------------------------------

HEDGES = words("力争 争取 确保 努力 预计 争创 保证 有望 预期 力保")
# a hedge that says a figure of a statement is not final
ESTIMATES = words("预计 预期 预估 预测 估计 初步核算 初步统计 初步预计 初步测算 初步估算 初步估计")

# -- milestones and counted works ----------------------------------------------------------

START, CONTINUE, NEW = MilestoneKind.START, MilestoneKind.CONTINUE, MilestoneKind.NEW
COMPLETE, COMMISSION, PILOT = MilestoneKind.COMPLETE, MilestoneKind.COMMISSION, MilestoneKind.PILOT
WIN, ISSUE, HOLD, LAND = MilestoneKind.WIN, MilestoneKind.ISSUE, MilestoneKind.HOLD, MilestoneKind.LAND

# what a verb before a counted work says of its phase
COUNTED: Mapping[str, MilestoneKind] = {
    **dict.fromkeys(words("开工 开工建设 新开工 动工 启动建设 启动 开建 新开工建设 全面开工"), START),
    **dict.fromkeys(words("续建 加快建设 推进建设 加快推进 在建 继续建设 持续建设"), CONTINUE),
    **dict.fromkeys(
        words(
            "建设 新建 改建 新建改建 新改建 新改扩建 改扩建 新建(改建) 新建(改扩建) 新(改)建 新(改、扩)建 "
            "新(改扩)建 新(扩)建 扩建 搭建 设立 新设 新设立 布局建设 新建成 规划建设 组建 新组建 谋划建设"
        ),
        NEW,
    ),
    **dict.fromkeys(
        words(
            "建成 完成 完工 竣工 基本建成 全面建成 全面完成 建成完工 全部建成 累计建成 打通 建设完成 建成验收 "
            "全部完成 主体完工"
        ),
        COMPLETE,
    ),
    **dict.fromkeys(
        words(
            "投用 建成投用 建成投运 投产 建成投产 投运 开通 开办 建成开放 投入使用 建成运营 建成并投用 "
            "建成启用 启用 通车 投入运营 建成开园 开业 建成开业 竣工投产 投产达效 竣工投用"
        ),
        COMMISSION,
    ),
    **dict.fromkeys(words("试点 试运行"), PILOT),
    **dict.fromkeys(words("落地 新落地 签约落地 落户"), LAND),
    **dict.fromkeys(words("举办 承办 办好 举行 组织举办"), HOLD),
    **dict.fromkeys(words("出台 制定 印发 制定出台 制定实施"), ISSUE),
}

# verbs that a metric begins behind, without a phase
ACTIONS = words(
    "帮助 促成 达成 新开展 新创 新恢复 新招 新招聘 新投产 新增 新增加 净增 净增加 新培育 培育 新引进 引进 新开发 "
    "新培养 新引育 引育 新招引 新选派 新吸纳 新发放 新培训 新打造 新创成 新盘活 新改造 "
    "复航 加密 调派 抽调 提供 新认定 认定 "
    "新获评 获评 新入选 入选 累计入选 新签约 签约 新注册 新登记 新登记注册 登记注册 新设立登记 "
    "实施 组织实施 实现 完成 累计完成 盘活 "
    "供应 新供应 出让 帮扶 筹集 创建 新创建 改造 改造提升 提升改造 规范提升 配套发展 "
    "配套建设 排定 整治提升 规范升级 提升 新立项 立项 入库培育 推动 推进 "
    "加快推进 开展 组织开展 发放 累计发放 兑现 招引 新招引 落实 "
    "建设 布局 布局建设 新布局 打造 整治 治理 拆除 淘汰 关停 取缔 关闭 清除 销毁 收缴 "
    "化解 处置 清理 办理 办结 解决 消化 安排 "
    "投入 争取到位 到位 到账 获批 成功获批 兑付 申报 争创 创成 新创成 "
    "新认证 认证 建立 新建立 成立 新成立 发展 新发展 引育 引培 挖掘 培养 培养引进 选派 招聘 培训 吸纳 "
    "带动 扶持 支持 孵化 转化 开发 开工 救助 资助 惠及 覆盖 服务 保障 "
    "接待 吸引 利用 新增发放 减少 压减 压缩 削减 取消 下放 精简 减免 降低 新开 开通 新开通 开行 开设 "
    "新辟 新开辟 开辟 增辟 增开 加开 发运 施划 新施划 筹措 新筹集 新筹措 新布设 新铺设 新安装 更换 "
    "新购置 新采购 新配备 增设 增加 新设 加装 更新 更新改造 安装 配备 配置 铺设 敷设 "
    "修复 修缮 维修 修订 制定 出台 推出 推广 查处 立案 侦破 破获 抓获 打掉 排查 检查 督办 处理 受理 "
    "调解 化解 追回 挽回 清退 清收 退出 迁建 搬迁 安置 分配 交付 保交 "
    "收储 收购 征收 拆迁 腾出 腾退 清零 种植 栽植 造林 绿化 完善 优化 做好 抓好 办好 组织 谋划 储备 "
    "包装 生成 启动 举办 承办 召开 征集 收集 编制 发布 公布 聘请 选聘 "
    "表彰 命名 评选 评定 授予 荣获 获得 斩获 摘得 夺得 创造 增持 发行 募集 融资 贷款 授信 投放 归集 "
    "缴存 提取 支付 补贴 补助 奖励 拨付 下达 争取 争取到 全面完成 "
    "顺利完成 如期完成 超额完成 提前完成 引进培育 新培育认定 评审 遴选 备案 新备案 纳入 新纳入 推荐 "
    "储备实施 梯次培育 重点培育 集中开工 集中签约 上线 上线运行 "
    "布设 部署 建档 联合打造 新打造 重点打造 创设 增补 回收 回购 整合 共建 共同建设 牵头 参与 主导 "
    "主持 修编 建优 建强 做强 做优 用好 建好 管好 落地实施 "
    "提质改造 提质升级 改造升级 升级改造 升级 提档升级 恢复 复垦 开垦 新垦 开展培训 扩大 购置 采购 "
    "投用 力争 确保 续建 "
    "培育形成 形成 集聚 汇聚 涌现 拥有 共有 已有 现有 达到 有"
)

# adverbs and openings that belong to no metric
FRONT = words(
    "密集 抓紧 及时 至少 至多 全年 今年 年内 本年 当年 年底前 年末 今后  积极 大力 持续 全面 有序 扎实 稳步 着力 "
    "加快 全力 继续 "
    "深入 不断 进一步 切实 重点 同步 同时 统筹 稳妥 加大 加强 强化 本年度 依次 "
    "限期 限时 依法 依规 依法依规 逐一 逐个 逐步 分批 分期 强制 从严 "
    "累计 其中 含 包括 预计 力争 争取 确保 努力 计划 保持 并 且 和 及 与 或 以及 、 再 将 要 已 共 均 "
    "各 分别  成功 顺利 基本 率先 科学 精准 深化 高标准 高质量 高水平 "
    "今春 今夏 今秋 今冬 去冬今春 "
    " 使    把  以 由 从 在 截至 目前 主动 联合 集中 牢牢 坚决 坚持 严格 超额 提前 如期 按期 首次 一举 "
    "现 明年 次年 来年 再次 集中力量 每年 年均 平均 新一轮 又 推动 推进 加快推进 促进 实现 "
    "带动 引导 鼓励 支持  即  通过 组织 一是 二是 三是 四是 五是 六是 七是 八是 九是 十是 抓实 做好 "
    "抓好 用好 管好 区内   我市 我省 我县 我区 全力以赴 全力争取 全力推进 全面推进 有效 有力 大力推进 "
    "有效期内 有效期 大力实施 深入推进 深入实施 扎实推进 持续推进 稳步推进 积极推进 统筹推进 协同 力促 谋划 "
    " 现有 共有 已有 拥有 连续 促使 涉及 约 近 另 另有 还有 还 则 而 但 也 都 等 的"
)

# nouns of rate: what stands behind them is a level, whatever the verb
RATES = words("率 覆盖面 强度 满意度 度 水平 贡献度")
COMPLETION = words("完成率 完成比例 完成进度 形象进度 进度 投资完成率 序时进度")
# persons: a number without a classifier before them counts people
PERSONS = words(
    "监测对象 人口 人才 人员 群众 居民 农民 职工 学生 贫困 党员 干部 移民 师生 老人 老年人 残疾人 儿童 劳动力 "
    "农村劳动力 高校毕业生 毕业生 农业转移人口 市民 游客 观众 用户 脱贫人口 村民 牧民 农牧民 困难群众 "
    "劳动者 就业 参保 军人 教师 医生 "
    "建档立卡贫困人口 农村人口 农村贫困人口 城镇 失业人员 退休 妇女 青年 青少年 志愿者 工人 员工 "
    "农业人口 务工 库区移民 义务教育 幼儿 中小学生 城乡居民"
)
