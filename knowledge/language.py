"""Which language a short, messy chat message is in. Small, exact for scripts, good enough for six Latin languages; no model.

Script decides first. Text in quotation marks is somebody else's voice and counts only when nothing else is there, so that a rep who
writes English about a Chinese quotation is answered in English. Latin text is weighed by function words, spelling and accents.
"""

import re
from collections import Counter

SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", r"[\u3041-\u3096\u30a1-\u30fa]"),
    ("zh", r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
    ("ko", r"[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]"),
    ("ar", r"[\u0620-\u064a\u066e-\u06d3]+"),
    ("ru", r"[\u0400-\u04ff]+"),
    ("el", r"[\u0370-\u03ff]+"),
    ("he", r"[\u05d0-\u05ea]+"),
    ("th", r"[\u0e01-\u0e3a\u0e40-\u0e4e]"),
    ("hi", r"[\u0900-\u097f]+"),
)
"""Language and one unit of its script: a character where words are not spaced, else a word."""

_UNITS = {language: re.compile(pattern) for language, pattern in SCRIPTS}
_WORD = re.compile(r"[a-zà-öø-ÿœß]+(?:['’][a-zà-öø-ÿœß]+)?")
_QUOTED = re.compile(r"\"[^\"\n]{2,}\"|“[^”]{2,}”|„[^“”]{2,}[“”]|«[^»]{2,}»|「[^」]{2,}」|『[^』]{2,}』")
_LOOK = 2000
"""Characters looked at, half from the start and half from the end: enough to tell, and no text is slow to read."""
_FOREIGN_SHARE = 0.7
"""Units of a script needed for each Latin word beside them; trade chat mixes freely (PI, LC, "too expensive")."""
_ASKED_IN_CHINESE = re.compile(r"怎么|如何|[吗呢咋啥]|为什么|什么|帮我|客户|客人|老板|对方|请问|回复")
"""A few such words frame a long pasted English mail: the asker is Chinese."""

_WORDS: dict[str, str] = {
    "en": """the a an and or but of to in on at for with from by is are was were be been am do does did don't doesn't didn't have has had
        not no yes i i'm i'd i've we we're you u your ur he he's she she's it it's its they they're their them his her him my me our us this
        that these those there here what what's which who whom whose why how when where if then than so as can can't could should would will
        won't may might must just only very too much many more less all any some one two out up down off over after before about into again
        still now already get got give gave make made say says said tell told ask asks asked want wants need needs know think buyer price
        customer client order pls please thanks thank sorry dear hi hello ok let's lets let go going keep send sent quote offer deal
        supplier sales rep trust promise promised like because without between while until yet never always last week today""",
    "es": """el la los las un una unos unas y o u pero de del al en con por para sin sobre entre hasta desde que qué quién cuál cómo cuándo
        cuánto dónde porque si sí no es son está están era fue ser estar hay ha he han hemos había muy más menos mucho mucha todo toda todos
        nada algo ya aún todavía también solo sólo ahora ayer hoy después antes siempre nunca yo tú él ella ellos nosotros usted ustedes me
        te se le les lo nos mi mis su sus tu este esta esto ese esa eso estos estas cliente precio comprador pedido caro cara
        dice dijo dicen quiere quiero puedo puede hacer hago hace tengo tiene tienen pide pidió mandar mandé enviar envié gracias hola
        buenas oferta empresa proveedor confianza promesa cada otra otro vez días semana meses""",
    "de": """der die das den dem des ein eine einen einem einer und oder aber von vom zu zum zur in im an am auf für mit aus bei nach vor
        über unter ohne gegen ist sind war waren sein bin hat haben habe hatte wird werden wurde würde kann können soll sollte muss müssen
        will wollen darf nicht kein keine keinen nichts nur noch schon sehr mehr immer nie auch doch mal jetzt heute gestern seit wenn dann
        dass als wie was wer wo wann warum wieso welche welcher ich du er sie es wir ihr mir mich dir uns ihm ihn ihnen sich mein meine
        unser unsere sein seine ihre kunde kunden preis teuer angebot einkäufer lieferant bestellung auftrag sagt schreibt hab gibt geht
        macht machen sagen bitte danke hallo zwei drei woche tage man ja nein bloß eigentlich vertrauen firma sofort einfach beim""",
    "pt": """o a os as um uma uns umas e ou mas de do da dos das em no na nos nas com por pelo pela para pra pro sem sobre entre até
        desde que quê quem qual como quando quanto onde porque se sim não nao é são está estão tá era foi ser estar há tem têm temos tinha
        muito muita mais menos tudo todo toda nada algo já ainda também só agora ontem hoje depois antes sempre nunca eu você vocês vc ele
        ela eles nós me te lhe meu minha seu sua seus nosso nossa este esta isso esse essa isto aquilo cliente preço comprador pedido caro
        disse diz falou quer quero posso pode fazer faço faz tenho dei deu mandar mandei enviar obrigado obrigada olá bom dia gente cara
        fornecedor confiança promessa cada outro outra vez dias semana meses ao à aos às""",
    "fr": """le la les un une des du de d' l' et ou mais à au aux en dans sur sous avec sans pour par chez entre depuis que qui quoi quel
        quelle quand comment combien où pourquoi parce si oui non ne pas plus moins très trop rien tout toute tous toutes jamais toujours
        encore déjà aussi seulement maintenant hier aujourd'hui après avant est sont était être ont avons avez avait suis je tu il elle
        nous vous ils elles on me te se lui leur leurs mon ma mes son sa ses notre nos votre vos ce cet cette ces ça cela c'est j'ai n'est
        qu'il client prix acheteur commande cher dit veut peut peux faire fait faut merci bonjour offre fournisseur confiance
        promesse chaque autre fois jours semaine mois devis salut quoi y""",
    "it": """il lo la i gli le un uno una e o ma di del dello della dei degli delle da dal dalla in nel nella con su sul sulla per tra fra
        senza che chi cosa quale come quando quanto dove perché perche se sì non è sono era essere ho hai ha abbiamo hanno aveva molto
        molta più meno troppo tutto tutti niente nulla già ancora anche solo adesso ora ieri oggi dopo prima sempre mai io tu lui lei noi
        voi loro mi ti si ci vi gli mio mia suo sua nostro nostra questo questa quello quella cliente prezzo compratore ordine caro dice
        detto vuole voglio posso può fare faccio fa devo deve grazie ciao buongiorno offerta fornitore fiducia promessa ogni altro altra
        volta giorni settimana mesi al alla ai alle""",
}
_SPELLING: dict[str, str] = {
    "en": r"\b\w+(?:ing|tion|ly|ed|ness)\b|\b\w+['’](?:s|t|re|ll|ve|d|m)\b|\b(?:th|wh|sh)\w+|\b\w+(?:ck|ght|oo|ee)\w*",
    "es": r"[ñ¿¡]|\b\w+(?:ción|ciones|ando|iendo|mente|dad|ó|aron|ieron|amos|emos|illo)\b|\b\w*ll\w+|\b\w+[áíéóú]\w*",
    "de": r"[äöüß]|\b\w+(?:ung|ungen|keit|lich|isch|en|st|cht)\b|\b\w*(?:sch|ck|tz|ei|ie)\w*|\bge\w+t\b",
    "pt": r"[ãõâêô]|\b\w+(?:ção|ções|ando|endo|mente|dade|ou|eu|amos|inho|agem)\b|\b\w*(?:lh|nh)\w+|ç",
    "fr": r"[èêëîïôœûç]|\b(?:[ldjcnmst]|qu)['’]\w+|\b\w+(?:tion|tions|ment|eux|euse|eau|ais|ait|ez|ée|és|er|ette)\b|é\b"
    r"|\b\w*(?:oi|ou|eu|au|qu)\w+",
    "it": r"[ìò]|\b(?:l|un|dell|all|nell|c|d|quest)['’]\w+|\b\w+(?:zione|zioni|ando|endo|mente|tà|ato|ata|iamo|etto|ere|are|ire)\b"
    r"|\b\w*(?:cch|ggi|zz|gli|ghe|chi)\w*",
}
_LATIN = tuple(_WORDS)
_SHARED = Counter(word for words in _WORDS.values() for word in set(words.split()))
_WEIGHTS = {language: {word: 1 / _SHARED[word] for word in words.split()} for language, words in _WORDS.items()}
_SPELT = {language: re.compile(pattern) for language, pattern in _SPELLING.items()}
_SPELLING_WEIGHT = 0.35
_ONLY_SPANISH = re.compile(r"[¿¡ñ]")
_DOUBT = 0.2
"""A lead over English smaller than this is chance; trade chat is English by default."""


def read_language(text: str) -> str:
    """The ISO 639-1 code of the language a message is written in; "en" when nothing in it tells."""
    if len(text) > _LOOK:
        text = f"{text[: _LOOK // 2]}\n{text[-_LOOK // 2 :]}"
    own = _QUOTED.sub(" ", text)
    if len(re.findall(r"[^\W\d_]", own)) >= 2:
        return _read(own)
    return _read(text)


def _read(text: str) -> str:
    text = text.lower()
    latin = len(_WORD.findall(text))
    counts = {language: len(unit.findall(text)) for language, unit in _UNITS.items()}
    language = _script(counts, latin, text)
    if language == "ru" and len(re.findall(r"[іїєґ]", text)) >= 2:
        return "uk"
    if language == "ar" and len(re.findall(r"[پچژگ]", text)) >= 2:
        return "fa"
    return language or _read_latin(text)


def _script(counts: dict[str, int], latin: int, text: str) -> str:
    """The language of the leading script other than Latin, or "" when Latin words carry the message."""
    han, kana = counts["zh"], counts["ja"]
    # Japanese mixes kana into its characters throughout; a lone kana in Chinese chat is an ornament.
    if kana >= 2 and kana >= 0.15 * han:
        counts = {**counts, "ja": kana + han, "zh": 0}
    language = max(counts, key=lambda name: counts[name])
    enough = counts[language] > 0 and counts[language] >= _FOREIGN_SHARE * latin
    if enough:
        return language
    return "zh" if han >= 2 and _ASKED_IN_CHINESE.search(text) else ""


def _read_latin(text: str) -> str:
    words = _WORD.findall(text.replace("’", "'"))
    scores = {
        language: sum(_WEIGHTS[language].get(word, 0.0) for word in words) + _SPELLING_WEIGHT * len(_SPELT[language].findall(text))
        for language in _LATIN
    }
    scores["es"] += 2 * len(_ONLY_SPANISH.findall(text))
    best = max(_LATIN, key=lambda language: scores[language])
    return best if scores[best] > scores["en"] + _DOUBT else "en"
