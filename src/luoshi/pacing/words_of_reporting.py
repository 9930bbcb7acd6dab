"""Words of reporting: those that say how an office reports, and nothing of what it reports."""

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import without_stages

WORDS_OF_REPORTING = expression(
    r"政务服务|群众(?=满意)|按?(?:不变|可比)价格?(?:计算)?|前\d+个?月|\d+个月|前[一二三四]季度|[上中下]旬|月[底末初]|年[底末初]|(?:去年|上年)(?:同期|同月|[底末])?|同期|上月|至今|以来|期末|期内|有效期|本期"
    r"|自然(?:口径)?(?=增|下降)|同比|环比|增长率?|增加|增[幅速长至到]|涨幅|降幅|升幅|下[降滑跌调]|上[升涨调]|降[低至到为]|减少|改善|好转|回[升落]|提[高升]|发展|扩大|扩展|升[至到]|持平|收窄|放缓|加快|快于|慢于|高[于出]|低于|落后|滞后|领先|超[过出额]?|突破|[增长降升]到|时间进度|序时(?:进度)?|由[正负]转[正负]|[多少高低]了"
    r"|达到?|保持|稳定|控制|维持|位居|位列|名列|跻身|居|排名?|连续|首次|再创|创历史新高|历史新高|历史|新高|大关|跃上|跨越|迈上|稳居"
    r"|如期|按时|按期|按质|提前|顺利|圆满|成功|相继|先后|直接|精准|初步|[测估]算|估计|核算|统计|方面|深化|推动|稳步|有力|高质量|高标准|高效|只|仅|做完|做好|做了|干了|干完|精心|统筹|协同|新开|着力|全线|贯通|主动|切实|共计|实实在在"
    r"|依法依规|依法|依规|足额|逐[户项个一]|对账|通过|市级|省级|验收|揭牌|(?<=挂牌)接诊|正式接诊|营业|对外|上图入库|入库|日"
    r"|更正|修正|核[定实减]|调整|订正|拨付|兑付|支付|学员|[两二三四五六七八九十]+[县区片镇]|[一二三四五六七八九十]+至[一二三四五六七八九十]+月|[调压削缩]减|精简|演出|放映|小升规"
    r"|[\u4e00-\u9fff]{2,4}[省市县区州旗](?=20\d\d年)"
    r"|(?:老旧|既有|居民)*(?:楼栋|住宅楼?|居民楼|老楼|单元楼)(?=加装|增设)|接待|金融机构|乡镇(?=累计|合计|共)|主体|基础|桩基|路基|增量|前列|全[国省]|[两二三四五六七八九十]+[项类个]|个(?:乡镇|县区|街道|社区|行政村)|[万亿]元"
    # how a body of the market comes about; and who takes over what is finished
    r"|新(?:登记|注册)(?:的)?(?=,|(?:各类|市场|经营|民营)*主体|(?:各类|市场|民营)*企业|个体)|交付[\u4e00-\u9fff]{2,6}?使用|移交[\u4e00-\u9fff]{2,8}?管[理护]"
    r"|并(?:全部|均|同步)?(?:接入|联入|录入)[^,;。]{2,14}?(?:平台|系统)"
    r"|面积|资金|总水平|平均值?|均值|规模|人次|总[额量值]|额|量|率|值|数|支出|比例|占比|比重|幅度|合计|累计|达标"
    r"|固定资产(?=投资)|等?(?:方式|渠道|途径)(?=实现|新增|筹集|完成|引进|取得)|认定|评定|获评|命名|获|还差|差|欠|距|离|圆满"
)
SEPARATORS = expression(r"[,;。、()“”\"'\s:]")


def unknown(words: str, promised: str) -> list[str]:
    """Return the runs of two letters and more of which neither a promise nor the words of reporting know anything."""
    found: list[str] = []
    for part in SEPARATORS.split(WORDS_OF_REPORTING.sub(",", in_one_word(words))):
        run = ""
        for letter in content(without_stages(part)):
            if letter in promised:
                found.append(run)
                run = ""
            else:
                run += letter
        found.append(run)
    return [run for run in found if len(run) >= 2]
