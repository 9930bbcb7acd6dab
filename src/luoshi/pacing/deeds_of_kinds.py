"""Deeds of kinds: by which other verbs of result the deed of a promise is told, and each behind its noun.

新建健身步道30公里 · 铺成        更新健身器材500件 · 换了        淘汰柴油货车900辆 · 注销

A row is what the promise says, and the verbs by which the same is told; 签约, 开工, 受理 and whatever stands before the
end are in none of them.
"""

import re
from functools import lru_cache

from luoshi.expressions import expression

# what is done to whatever was promised
ANY_DEEDS = frozenset(("完成", "做完", "干完", "办完", "做好", "办好", "实现"))
_ROWS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        expression(r"新建|修建|建设|建成|铺设|敷设|新修|改扩建|打通|硬化"),
        "新建 新建成 建成 建好 建完 修建 修成 修好 修通 修了 铺设 铺成 铺好 铺通 铺完 敷设 新铺 新修"
        " 建设 建 修 铺 贯通 打通 硬化 浇筑",
    ),
    (expression(r"(?:新建|建设|建成|新增).*(?:基站|线路|航线|专线|专列|公交线)"), "开通 新开通 新开 建成开通"),
    (
        expression(r"新增|增加|增设|新设|新开|净增"),
        "新增 新增加 增加 增设 新设 新设立 新开设 新开 新添 增添 添 增 新建 新建成 建成 新开办 设立",
    ),
    (
        expression(r"改造|更新|更换|置换|换装|改建|改厕"),
        "改造 改造完 更新 更换 换新 换装 置换 换上 换好 换完 换 改建 改完 改成 改好 新改 改",
    ),
    (expression(r"送戏|文艺演出|惠民演出|戏曲|送演出|文化下乡"), "送戏 演出 上演 展演 巡演 演 唱 送"),
    (expression(r"放映|送电影|电影下乡|公益电影"), "放映 播放 放 送"),
    (expression(r"组织|开展|举办|召开|举行|承办"), "组织开展 组织 开展 举办 召开 举行 办 搞 开"),
    (expression(r"培训|轮训"), "开展培训 培训 轮训 训 办班"),
    (expression(r"发放|兑现|兑付|拨付"), "发放 兑现 兑付 发 拨付"),
    (expression(r"投放"), "投放 投入运营 上线"),
    (expression(r"栽植|造林|种植|植树|栽种|绿化"), "栽植 栽种 种植 造林 栽下 种下 栽 种 新植 新造"),
    (
        expression(r"培育|创建|认定|打造|评定|争创|命名|获评"),
        "培育 创建 创成 认定 新认定 新获 获得 获 新获评 获评 评定 命名 授牌 新增 建成 打造",
    ),
    (expression(r"筹集|筹措|筹建"), "筹集 筹措 筹得 筹到 筹 新筹集"),
    (expression(r"(?:淘汰|报废|退出).*[车辆船机]"), "淘汰 报废 注销 报废注销"),
    (expression(r"治理|整治|修复|消除"), "治理 整治 修复 消除 治 治好"),
    (expression(r"引进|招引|引育|引才"), "引进 新引进 招引 引 招 引来"),
    (expression(r"安装|加装|装配|增设"), "安装 加装 装 装好 装上 装成"),
    (expression(r"拆除|拆违"), "拆除 拆 拆掉 拆了"),
    (expression(r"适配|配备|配发|配置"), "适配 配发 配备 配 配置 配上"),
    (expression(r"演练"), "演练 组织 开展 练"),
    (expression(r"经费"), "支出 开支 支用"),
    (expression(r"疏浚|清淤|清理"), "疏浚 清淤 清理 清"),
    (expression(r"救助|资助|帮扶|慰问"), "救助 资助 帮扶 慰问"),
    (expression(r"调解|化解"), "调解 化解 调处"),
    (expression(r"筛查|体检|检测|抽检|监测|巡查|检查"), "筛查 体检 检测 抽检 监测 巡查 检查 查 检"),
    (expression(r"接待|吸引"), "接待 吸引"),
    (expression(r"收储|收购|收贮"), "收储 收购 收"),
    (expression(r"出栏"), "出栏"),
    (expression(r"外送|输送|供应|供"), "外送 输送 供应"),
    (expression(r"办理|办结|审结"), "办理 办结 办 审结"),
    (expression(r"安置"), "安置 安置到位"),
    (expression(r"登记|注册"), "登记 注册 新登记 新注册"),
    (expression(r"转移就业|劳务输出"), "转移 输出 转移就业"),
    (expression(r"流转"), "流转"),
    (expression(r"修订|制定|制修订|发布"), "制定 修订 制修订 发布"),
    (expression(r"征集|归集|采集"), "征集 归集 采集"),
    (expression(r"巡诊|义诊"), "巡诊 义诊"),
    (expression(r"宣讲|讲座|授课"), "宣讲 讲 开讲"),
    (expression(r"回收|处置|收运"), "回收 处置 收运"),
    (expression(r"减免|减税|退税|免征"), "减免 减 免"),
    (expression(r"招聘|招录"), "招聘 招录 招"),
)


@lru_cache(maxsize=512)
def deeds_for(promise: str, action: str) -> tuple[str, ...]:
    """Return the verbs by which a promise may be told, the longest first; `action` is its own."""
    deeds = set(ANY_DEEDS)
    for said, told in _ROWS:
        if said.search(promise) is not None:
            deeds.update(told.split())
    if action:
        deeds.add(action)
    return tuple(sorted(deeds, key=lambda deed: (-len(deed), deed)))
