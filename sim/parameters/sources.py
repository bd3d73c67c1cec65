"""What the source tags of parameters, KPIs and mode files stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable

KINDS: dict[str, tuple[str, str]] = {
    "J": ("工程判断，无可引用来源", "engineering judgement: no source that can be quoted"),
    "K": ("常识，未再核对", "general knowledge, not checked again"),
    "DER": ("由所列来源或其他参数推算", "derived from the sources beside it or from other parameters"),
}
"""Tags that say how a value was come by."""

PLANS: dict[str, tuple[str, str]] = {
    "D0": (
        "喀什地区推进“快递进村进社区”工程实施方案，2021-08-06",
        "Kashgar prefecture, plan for express delivery to villages and communities, 2021-08-06"
    ),
    "D1": (
        "和硕县加快推进快递业高质量发展实施方案，2021-10-30",
        "Hoxud county, plan for the development of the express business, 2021-10-30"
    ),
    "D2": (
        "沂源县加快推进“快递进村”实施方案（源政办字〔2021〕24号），2021-06-02",
        "Yiyuan county, plan for express delivery to villages (2021 no. 24), 2021-06-02"
    ),
    "D3": (
        "驿城区推进“快递进村”实施方案，2021-08-31",
        "Yicheng district, plan for express delivery to villages, 2021-08-31"
    ),
    "D4": (
        "杭锦旗农村寄递物流体系建设工作方案（杭政办发〔2024〕91号），2024-08-09",
        "Hangjin banner, plan for rural delivery logistics (2024 no. 91), 2024-08-09"
    ),
}
"""Plan documents; a tag such as ``D4-36`` is the 36th fact noted from document D4."""

WEB: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "S10": (("江陵县：日均1万件送往96个村点", "Jiangling county: 10,000 parcels a day to 96 points"), (
        "jiangling.gov.cn, news.hubeidaily.net/mobile/c_4335887.html",
        "jiangling.gov.cn, news.hubeidaily.net/mobile/c_4335887.html",
    )),
    "S11": (
        ("耒阳的村级件量", "village volumes in Leiyang"),
        ("en.people.cn/n3/2021/1105/c90000-9915939.html", "en.people.cn/n3/2021/1105/c90000-9915939.html"),
    ),
    "S12": (
        ("禹城：客车日运2万件，干线车早6点到", "Yucheng: buses with 20,000 parcels a day, line-haul at 6 am"),
        ("中国日报，2023-10-05", "China Daily, 2023-10-05"),
    ),
    "S13": (
        ("桃江：230个站点的客运收入和件量", "Taojiang: bus income and volumes of 230 stations"),
        ("湖南新闻，2022-09-24", "Hunan news, 2022-09-24"),
    ),
    "S14": (
        ("2021年上半年农村件量增长三成", "rural parcels of the first half of 2021: up 30 %"),
        ("english.scio.gov.cn，2021-07-27", "english.scio.gov.cn, 2021-07-27"),
    ),
    "S15": ((
        "河南省客货邮车辆规定（2025年第17号），转引自他人摘要",
        "Henan's rules for buses that carry parcels (2025 no. 17), in a summary by others"
    ), ("github.com/ylyhyue/kehuoyou-knowledge", "github.com/ylyhyue/kehuoyou-knowledge")),
    "S16": (
        ("荆州县级中心的上行件中农产品占三分之一", "a third of what goes out of a hub of Jingzhou is produce"),
        ("news.hubeidaily.net/pc/c_4180904.html", "news.hubeidaily.net/pc/c_4180904.html"),
    ),
    "S17": (
        ("樱桃产区农家店每天百单", "a farm shop among cherries: a hundred orders a day"),
        ("handmsg.com/page/2017/0629/16331908.shtml", "handmsg.com/page/2017/0629/16331908.shtml"),
    ),
    "S18": (
        ("产地村每天寄出一吨", "a tonne a day out of a village that grows it"),
        ("en.people.cn/n3/2021/0210/c90000-9818069.html", "en.people.cn/n3/2021/0210/c90000-9818069.html"),
    ),
    "S21": (("中通2022年份额", "share of ZTO in 2022"), ("中通投资者材料", "slides of ZTO for investors")),
    "S22": (
        ("中通2024年份额和单件成本", "share and unit costs of ZTO in 2024"), ("中通季报", "quarterly report of ZTO")
    ),
    "S23": (
        ("2023年高峰日与平日之比", "the peak day of 2023 against a normal one"),
        ("en.people.cn/n3/2023/1113/c90000-20096185.html", "en.people.cn/n3/2023/1113/c90000-20096185.html"),
    ),
    "S24": (("2024年高峰日与平日之比", "the peak day of 2024 against a normal one"), (
        "woqutrade.cn/newshow_1_330.html", "woqutrade.cn/newshow_1_330.html",
    )),
    "S25": (
        ("贵州平坝村级件量高峰翻倍", "parcels of a village doubled at the peak in Pingba, Guizhou"),
        ("中国日报，2021-11-15", "China Daily, 2021-11-15"),
    ),
    "S26": (
        ("2025年双十一期间与平日之比", "the weeks of Double 11 in 2025 against normal ones"),
        ("en.people.cn/n3/2025/1113/c90000-20389758.html", "en.people.cn/n3/2025/1113/c90000-20389758.html"),
    ),
    "S29": (
        ("沂源樱桃：五月，邮政48小时送达200城", "Yiyuan's cherries: May, by post to 200 cities in 48 h"),
        ("gov.cn/xinwen/2019-05/08/content_5389687.htm", "gov.cn/xinwen/2019-05/08/content_5389687.htm"),
    ),
    "S30": (
        ("邻县苹果九月至十一月，十月最多", "apples of a neighbouring county: September to November, most in October"),
        ("yaguo.cn/shuiguochanqu/S2056761133620011008.html", "yaguo.cn/shuiguochanqu/S2056761133620011008.html"),
    ),
    "S33": (
        ("邮件处理中心的人工分拣", "hand sorting at a mail plant"), ("某分拣设备厂家", "a maker of sorting machines")
    ),
    "S39": (
        ("某开源公交带货规划程序所用的车速和绕行系数", "speeds and detours in an open planner of parcels on buses"),
        ("某公开代码库的常数", "constants of a public repository"),
    ),
    "S40": (
        ("电动面包车续航", "an electric minivan's range"),
        ("brasilemfolhas.com.br，2024年10月", "brasilemfolhas.com.br, October 2024"),
    ),
    "S41": (
        ("微型电动货车的载重和续航", "a micro electric van's payload and range"),
        ("omnifurgone.it/news/685407", "omnifurgone.it/news/685407"),
    ),
    "S42": (
        ("快递电动三轮车：标准草案", "express e-tricycles: draft standard"),
        ("hs9m.com/en/shownew.asp?id=240", "hs9m.com/en/shownew.asp?id=240"),
    ),
    "S43": (
        ("快递电动三轮车：2016年规定", "express e-tricycles: rules of 2016"),
        ("ecns.cn/cns-wire/2016/04-12/206368.shtml", "ecns.cn/cns-wire/2016/04-12/206368.shtml"),
    ),
    "S44": (
        ("快递电动三轮车：厂家数据", "express e-tricycles: a maker's figures"), ("dayangnaki.com", "dayangnaki.com")
    ),
    "S45": (
        ("快递电动三轮车：厂家数据", "express e-tricycles: a maker's figures"),
        ("zzzyzz.com/eaist591", "zzzyzz.com/eaist591"),
    ),
    "S46": ((
        "山区摩托邮路：30至60公斤，每天约100公里",
        "a postal motorbike round in the mountains: 30 to 60 kg, about 100 km a day",
    ), ("中国日报，2023-05-01", "China Daily, 2023-05-01")),
    "S47": (
        ("公交带货的装载量：100公斤", "load of a bus that carries parcels: 100 kg"),
        ("某公开代码库的算例", "a test case of a public repository"),
    ),
    "S48": ((
        "近三小时走完70公里的邮路，出发前分拣，有因天气停班的日子",
        "a postal round of 70 km in nearly three hours, sorting before it, days lost to weather",
    ), ("en.people.cn/n3/2023/0214/c90000-10207311.html", "en.people.cn/n3/2023/0214/c90000-10207311.html")),
    "S53": (
        ("茂林，2015年：每天行140公里送30件上门", "30 door deliveries over 140 km a day in Maolin, 2015"),
        ("上海日报", "Shanghai Daily"),
    ),
    "S54": (("2020年快递员收入和工作量", "pay and load of couriers in 2020"), (
        "chinadaily.com.cn/a/202103/22/WS60588517a31024ad0bab0cca.html",
        "chinadaily.com.cn/a/202103/22/WS60588517a31024ad0bab0cca.html",
    )),
    "S55": (
        ("2018年快递员收入", "pay of couriers in 2018"),
        ("sino-us.com/11/10385997047.html", "sino-us.com/11/10385997047.html"),
    ),
    "S57": (
        ("湖北到乡镇取件和二次收费", "trips to the township and second charges in Hubei"),
        ("m.jiangsulong.com/a/2020/0812/0961908.html", "m.jiangsulong.com/a/2020/0812/0961908.html"),
    ),
    "S60": (
        ("免费保管五天、七天后退回（来源较弱）", "free storage of five days, return after seven (a weak source)"),
        ("某快递柜通知", "a notice on parcel lockers"),
    ),
    "S62": (
        ("桐庐取一件快递约半小时", "half an hour to fetch a parcel in Tonglu"),
        ("ehangzhou.gov.cn/2021-08/31/c_278081.htm", "ehangzhou.gov.cn/2021-08/31/c_278081.htm"),
    ),
    "S68": (("2011年农村邮政平均每周投递五次", "rural post: five deliveries a week on average, 2011"), (
        "english.chinapost.com.cn/html1/category/1408/4055-1.htm",
        "english.chinapost.com.cn/html1/category/1408/4055-1.htm",
    )),
    "S71": (
        ("怎样算服务到村", "what counts as service to the village"), ("国家邮政局，2020", "State Post Bureau, 2020")
    ),
    "S74": (
        ("宫崎县客运班车捎带邮件，节省驾驶工时", "parcels on a rural bus of Miyazaki: drivers' hours saved"),
        ("lnews.jp/2018/02/k022005.html", "lnews.jp/2018/02/k022005.html"),
    ),
    "S75": (
        ("盱眙：1个县级中心、11个乡镇站、138个村点", "Xuyi: one hub, 11 town stations, 138 points in villages"),
        ("english.huaian.gov.cn，新闻17749728", "english.huaian.gov.cn, news item 17749728"),
    ),
    "S77": ((
        "山西两条城乡公交带货，乘客多走五分之一的时间",
        "parcels on two urban-rural bus lines of Shanxi: passengers travel a fifth longer",
    ), ("arXiv 2509.20017", "arXiv 2509.20017")),
}
"""Public sources by tag: what was taken from it, and where it stands, each in Chinese and English; some addresses are
mirrors."""

_TAG = re.compile(r"\b(?:[DS]\d+(?:-\d+)?|DER|[JK])\b")


def tags(source: str) -> list[str]:
    """The tags in a source, a fact's as that of its document, each once."""
    return list(dict.fromkeys(tag.partition("-")[0] for tag in _TAG.findall(source)))


def explained(sources: Iterable[str], lang: str = "zh") -> list[tuple[str, str, str]]:
    """Tag, what it stands for and where it is found, of every tag in some sources: how values were come by, plan
    documents, public sources.

    Raises:
        KeyError: a tag that stands for nothing.
    """
    used = {tag for source in sources for tag in tags(source)}
    at = 0 if lang == "zh" else 1
    known = {
        **{t: (words[at], "") for t, words in (KINDS | PLANS).items()},
        **{t: (what[at], where[at]) for t, (what, where) in WEB.items()}
    }
    if unknown := used - set(known):
        raise KeyError(", ".join(sorted(unknown)))
    return [(tag, *words) for tag, words in known.items() if tag in used]
