"""The patterns by which a Chinese clause is read, made once from `chinese_words`."""

import re

from bot.promises.reading import chinese_words as w

_I = re.IGNORECASE
LEAD = re.compile(w.LEAD, _I)
QUESTION, ASKS_ABOUT, NOT, KEEPS = re.compile(w.QUESTION, _I), re.compile(w.ASKS_ABOUT), re.compile(w.NOT), re.compile(w.KEEPS)
WISH, USUAL, PAST, STILL = re.compile(w.WISH), re.compile(w.USUAL), re.compile(w.PAST), re.compile(w.STILL_TO_COME)
ORDER = re.compile(w.ORDER)
WE, TEAM, THEY, YOU = (re.compile(pattern, _I) for pattern in (w.WE, w.TEAM, w.THEY, w.YOU))
WE_INSIDE = re.compile(rf"(?<![给跟对让帮知诉找和向要问还与为替叫请求复约]){w.WE}(?!的|们的|方的|司的)")
WITH = re.compile(
    r"(?:跟(?!进|踪)|和|与|向|对(?!方)|给|同(?!意|时|步|事))(?P<who>[^发寄送报回打，,]{1,14}?)(?:那边|这边|都|已经?|也|刚刚?|全)*"
    r"(?:说好|谈好|约好|讲好|定好|商量好|沟通好|谈妥|说定(?!金)|约定|敲定|谈定|说过|讲过|说(?!明)|讲|保证|承诺|许诺|答应|确认好|约(?=了)"
    r"|定(?=了)|交代)(?:了|过|的|是|：|:)*"
)
PROMISES = re.compile(r"(?P<verb>答应|承诺|许诺|保证|应承|允诺|应下|许了)(?!金|书|函|质量的)(?:了|过|下来?|会|要|：|:|说)*(?!的)")
AGREED = re.compile(r"(?P<verb>说好|谈好|约好|讲好|定好|说定(?!金)|谈妥|敲定|约定)(?:了|的|是|：|:)*")
SAYS = re.compile(
    r"(?:回复|回信|来信|邮件|微信|电话里?|刚刚?|已经?|也|都|又)*(?P<verb>说(?!明)|表示|告诉|告知|通知|同意|确认|称|讲|回复)(?:了|过"
    r"|他们?(?=会|周)|我们?(?=[会说，,：:]|$)|，|：|:)*"
)
REQUEST, WANTS = re.compile(w.REQUEST), re.compile(w.WANTS)
THEIR_VERB, OUR_VERB = re.compile(w.THEIR_VERB, _I), re.compile(w.OUR_VERB)
RECEIVE, PRIVATE, MOVING, SURE = re.compile(w.RECEIVE), re.compile(w.PRIVATE), re.compile(w.MOVING), re.compile(w.SURE)
MODALS = re.compile(w.MODALS)
ABLE = re.compile(r"^(?:可以|能)(?!源|量)")
THEY_INSIDE = re.compile(
    r"(?<![给跟对让帮知诉找和向要问还与为替叫请求复回约见催陪接谢])(?:他们|她们|对方|客户|人家|(?<!其)[他她](?!们|家|人|国))(?!的|们的|那)"
)
THING_OF_THEIRS = re.compile(rf"{w.THEY}.{{0,6}}(?:的|那[批单票个台家]).{{1,10}}?(?={w.WE})")
"""他要的报价我明天给: what they want is only the object."""
PRESSES = re.compile(
    r"[^帮给跟去再先把替我向和]{2,12}?(?:那边|这边)?(?:一直|老是|天天|又)?(?:在)?(?:催(?!一下)|(?:要|让|叫|请|求|约)(?:我(?!方|自己)|咱)|要求|希望|急着要|等着要|追问)"
)
TOPIC = re.compile(rf"(?P<topic>.{{2,20}}?)(?={w.WE}(?:已经?|都|也|刚)*$)")
"""What a promise is about, before its subject: 独家协议我们答应 ..."""
TAIL = re.compile(r"吧$")
