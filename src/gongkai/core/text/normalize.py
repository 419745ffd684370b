"""One spelling for what prints in many (文字规整): full and half width, radicals, traditional script.

`fold` is for comparing short texts and forgets where characters stood; `normalize` keeps, for each
character, the place it came from.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

# Browsers print common characters as Kangxi radicals (NFKC turns them back) and as radicals of the
# supplement block, which Unicode gives no decomposition: only those that are characters by
# themselves stand here.
RADICALS = dict(
    zip(
        "⺁⺇⺈⺌⺍⺎⺐⺒⺓⺔⺕⺙⺛⺜⺝⺞⺟⺠⺢⺣⺦⺨⺩⺫⺬⺭⺮⺯⺰⺶⺷⺹⺻⺼⺽⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几刀小小兀尢巳幺彑彐攵旡日月歹母民氺灬丬犭王目示礻竹糹纟羊羊耂聿肉臼虎衤西西见角角讠贝足车辶辶辶阝钅長长长门阜阝雨青韦页风飞食食食饣首马骨鬼鱼鸟卤麦黄黾齐齐歯齿竜龙龟龟龟",
        strict=True,
    )
)
# Traditional forms, and the simplified ones official texts use for them: the characters of the
# form's labels, of titles and of the names of public bodies.
TRADITIONAL = dict(
    zip(
        "關開係數據條項與總計內容製發廢規範現效業單萬處決訂許財團體組織構務屬於國祕禁穩護權執檔查詢舉報訴訟復複議維糾審結續辦當無後仍確認獲購採費額幹變實場對導應從給經過這進還運連遠選邊鄉鎮縣區黨員會"
        "東廣門間問題華衛協園圖書館農業漁氣電網絡訊號碼設備證監點線級紀機關轉載輸貨貿資產稅銀鐵錄長風飛馬鳥齊龍隊陽陰陳險際階隨隱離難靈靜頭願類顯顧驗驅發壓歷曆廠廳慶莊雲傳價優償億儀億勞勝勢勻醫協參雙臺灣環節約練緒績縱編緣聯職聽聲葉藝蘭蘇處號術補裝觀規視覽觸該詳語誤說請論謝講識譯讓負責貢貧貫賬質賠趙躍跡軍輕較輔輪轄辭農遞遷郵鄭釋針鋪錯鍵鎖闊陸隸雜響頁順須預領頻顆風飯飲養館馮驚鬥鮮麗黃點齒稱種積築簡籌糧級純納紙細終絕統絲綠總繼續罰羅聖腦臨舊艦蓋蔣虛蟲衝審寧寫寬對尋將專嘗嚴圍圓執堅場塊墾壞壯壽夠夢奪奮婦嬰孫學宮對屆屢層島峽崗巖師帳帶幫幾庫廟廬張強彈彌當徑從復徵德憂慮戰戲戶擁擇擊擔據擴攝攜敗敘敵數斷時晉書東極榮樓樂樹橋檢權歡歲歸殘殺氈漢滿滬滅溝準潔測渾湧湯滄漲漸潤澤濟濱瀏灘災爐爭爺牽犧狀獎獨獄獲瑪環產畝畢畫異療盜盡監盤眾礦碼禮禍禦禪離秘窮競筆節範糾紅為爲來繳釐渉贈沒況減達適諮佈佔啟匯擬違棄雖賢徹",
        "关开系数据条项与总计内容制发废规范现效业单万处决订许财团体组织构务属于国秘禁稳护权执档查询举报诉讼复复议维纠审结续办当无后仍确认获购采费额干变实场对导应从给经过这进还运连远选边乡镇县区党员会"
        "东广门间问题华卫协园图书馆农业渔气电网络讯号码设备证监点线级纪机关转载输货贸资产税银铁录长风飞马鸟齐龙队阳阴陈险际阶随隐离难灵静头愿类显顾验驱发压历历厂厅庆庄云传价优偿亿仪亿劳胜势匀医协参双台湾环节约练绪绩纵编缘联职听声叶艺兰苏处号术补装观规视览触该详语误说请论谢讲识译让负责贡贫贯账质赔赵跃迹军轻较辅轮辖辞农递迁邮郑释针铺错键锁阔陆隶杂响页顺须预领频颗风饭饮养馆冯惊斗鲜丽黄点齿称种积筑简筹粮级纯纳纸细终绝统丝绿总继续罚罗圣脑临旧舰盖蒋虚虫冲审宁写宽对寻将专尝严围圆执坚场块垦坏壮寿够梦夺奋妇婴孙学宫对届屡层岛峡岗岩师帐带帮几库庙庐张强弹弥当径从复征德忧虑战戏户拥择击担据扩摄携败叙敌数断时晋书东极荣楼乐树桥检权欢岁归残杀毡汉满沪灭沟准洁测浑涌汤沧涨渐润泽济滨浏滩灾炉争爷牵牺状奖独狱获玛环产亩毕画异疗盗尽监盘众矿码礼祸御禅离秘穷竞笔节范纠红为为来缴厘涉赠没况减达适咨布占启汇拟违弃虽贤彻",
        strict=True,
    )
)
# What NFKC leaves: strokes that all stand for a minus or a dash, and characters without width.
STROKES = dict.fromkeys("‐‑‒–—―−﹣－─━", "-")  # noqa: RUF001 - strokes are what this is about
NOTHING = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", "")
SIMPLIFIED = {
    radical: TRADITIONAL.get(character, character) for radical, character in RADICALS.items()
}
TABLE = str.maketrans({**TRADITIONAL, **SIMPLIFIED, **STROKES, **NOTHING})
SPACE = re.compile(r"\s+")


@functools.lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Return ``text`` in one spelling: NFKC, simplified script, one stroke, no character of no width.

    Spaces stay as they are; see `squeeze`.
    """
    return unicodedata.normalize("NFKC", text).translate(TABLE)


@functools.lru_cache(maxsize=16_384)
def squeeze(text: str) -> str:
    """Return ``text`` folded and without any space: “三、 本 年 度” is “三、本年度”."""
    return SPACE.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Normalized:
    """A folded text that remembers where each of its characters came from.

    ``starts`` holds, for each character of ``text``, its offset in ``source``, and the length of
    ``source`` at the end.
    """

    source: str
    text: str
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span of ``source`` that ``text[start:end]`` was made from."""
        if start >= end:
            return self.starts[start], self.starts[start]
        return self.starts[start], self.starts[end - 1] + 1


def normalize(source: str, *, keep_spaces: bool = True) -> Normalized:
    """Fold ``source`` character by character and keep the offsets; optionally drop all spaces."""
    parts: list[str] = []
    starts: list[int] = []
    for offset, character in enumerate(source):
        folded = _fold_character(character)
        if not keep_spaces and folded.isspace():
            continue
        parts.append(folded)
        starts.extend([offset] * len(folded))
    return Normalized(source, "".join(parts), (*starts, len(source)))


@functools.lru_cache(maxsize=16_384)
def _fold_character(character: str) -> str:
    return unicodedata.normalize("NFKC", character).translate(TABLE)
