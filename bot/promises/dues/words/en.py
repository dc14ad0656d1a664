"""English: words about time, chat spelling and common typos included."""

ALWAYS = {
    "DAY 0": "today | tday | 2day | todays date",
    "DAY 1": "tomorrow | tomorow | tommorow | tmmrw | tommrow | tomorrw | tomrrow | tomoroow | toomorrow | tomarrow | tommorrow"
    " | tomorrrow | tomorro | tmr | tmrw | tmw | tmrrw | tom'w | 2moro | 2morrow | tomo",
    "DAY 2": "the day after tomorrow | day after tomorrow | the day after tmr | day after tmr | day after tmrw | overmorrow",
    "PAST": "yesterday | the day before yesterday | day before yesterday | last week | last month | last year | last quarter"
    " | last night | ago | the other day",
    "NOISE greeting": "good morning | good afternoon | good evening | good night | good day | morning all | morning everyone"
    " | have a nice weekend | nice weekend | good weekend | happy weekend | great weekend | happy friday | happy monday",
    "WD 0": "monday | mondey | mondy | munday",
    "WD 1": "tuesday | tuseday | teusday | tusday | tues | tue | tuesdy | teusday",
    "WD 2": "wednesday | wendsday | wedensday | wedsday | wednseday | weds | wednsday | wendesday | wednesdy | wensday",
    "WD 3": "thursday | thurday | thursady | thusday | thurs | thur | thu | thrusday | thursdy | thrsday",
    "WD 4": "friday | firiday | fridya | fridai | fri | firday | fryday | fridy",
    "WD 5": "saturday | saterday",
    "WD 6": "sunday | sundy",
    "WD_WEAK 0": "mon",
    "WD_WEAK 2": "wed",
    "WD_WEAK 5": "sat",
    "WD_WEAK 6": "sun",
    "MONTH 1": "january | jan",
    "MONTH 2": "february | feb | febuary",
    "MONTH 3": "mar",
    "MONTH 4": "april | apr",
    "MONTH 6": "june | jun",
    "MONTH 7": "july | jul",
    "MONTH 8": "august | aug",
    "MONTH 9": "september | sept | sep",
    "MONTH 10": "october | oct",
    "MONTH 11": "november | nov",
    "MONTH 12": "december | dec | decemeber",
    "MONTH_WEAK 3": "march",
    "MONTH_WEAK 5": "may",
    "WEEKS 0": "this week | this wk | current week | the week | this working week",
    "WEEKS 1": "next week | nxt week | next wk | nxt wk | the coming week | coming week | the following week | following week"
    " | the next week | upcoming week",
    "WEEKS 2": "the week after next | week after next",
    "MONTHS 0": "this month | current month | the current month | the month",
    "MONTHS 1": "next month | nxt month | the coming month | coming month | the following month | following month | the next month",
    "QUARTERS 0": "this quarter | current quarter | the current quarter | the quarter",
    "QUARTERS 1": "next quarter | the next quarter | coming quarter | the coming quarter",
    "YEARS 0": "this year | current year | the current year",
    "YEARS 1": "next year | coming year | the coming year | the next year",
    "NEXT 1": "next | nxt | nex | nexr | netx",
    "THIS 0": "this | current",
    "COMING 1": "coming | this coming | the coming | upcoming | following | the following",
    "LAST 1": "last | past | previous",
    "EVERY 1": "every | each",
    "UNIT day": "day | days | days' | day's | dys",
    "UNIT workday": "working day | working days | working days' | business day | business days | business days' | workday | workdays"
    " | work days | work day | biz day | biz days | bd | banking days | banking day | bus. days | weekdays",
    "WEEK_SIGN 1": "kw | cw | calendar week | week no | week number",
    "UNIT week": "week | weeks | wk | wks | weeks' | week's",
    "UNIT fortnight": "fortnight | fortnights",
    "UNIT month": "mo | mos | month | months | months' | mth | mths | month's",
    "UNIT quarter": "quarter | qtr",
    "UNIT year": "year | years | yr | yrs",
    "UNIT hour": "hour | hours | hr | hrs | hours'",
    "UNIT minute": "minute | minutes | min | mins",
    "WD_EVERY 0": "mondays",
    "WD_EVERY 1": "tuesdays",
    "WD_EVERY 2": "wednesdays",
    "WD_EVERY 3": "thursdays",
    "WD_EVERY 4": "fridays",
    "WD_EVERY 5": "saturdays",
    "WD_EVERY 6": "sundays",
    "A 1": "a | an",
    "HALF 1": "half | half an | half a",
    "FEW 1": "few | a few | a couple of | couple of | a couple | couple | several | couple more",
    "IN in": "in | w/in",
    "IN within": "within | inside | inside of | in under | in less than | no more than | in the next | within the next | over the next"
    " | witin | withn | in no more than | in at most | in max | max | maximum",
    "LATER 1": "from now | from today | after today | hence",
    "FROM 1": "from | starting from",
    "TIMES 1": "time | local time",
    "EVENT 1": "receipt | receiving | order | po | deposit | payment | invoice | date | confirmation | signing | signature | approval"
    " | bl | b/l | shipment | delivery | arrival | acceptance | contract | prepayment | advance | getting | when | down payment"
    " | downpayment | installation | artwork | sample approval | lc | etd | eta",
    "NOISE 1": "later than | at first | first of all | ahead of time | all day | per day | per week | per month | day to day"
    " | days a week | mon ami | day by day | one day | some days | these days | business day basis | on time | at a time"
    " | at the same time | in time | each time | next time | next to | in fact | second hand | next step | next steps | to date"
    " | up to date | out of date | due diligence | due to | for now | right on time | lead time | by the way | by far | by air"
    " | by sea | by courier | by email | by then | by hand | since then | from time to time | end of life | end of story | end user"
    " | day one | sun hydraulics | market day",
    "END 1": "the last day of | last day of | the last day in | end | the end | end of | the end of | the very end of | ending",
    "EO week": "eow | end of week | end of the week | end of wk | end of the working week | end of the work week | week end close",
    "EO month": "eom | month end | month's end | end of month | end of the month | end of mth",
    "EO quarter": "eoq | quarter end | quarter's end | end of quarter | end of the quarter",
    "EO year": "eoy | year end | year's end | end of year | end of the year",
    "EARLY 1": "early | early in | beginning of | the beginning of | start of | the start of | early in | at the beginning of",
    "MID 1": "mid | middle of | the middle of | mid of",
    "LATE late": "late | late in | second half of | the second half of | first half of | second half | first half",
    "LATE later": "later",
    "OF 1": "of",
    "THE 1": "the",
    "PREP by": "by | due | no later than | not later than | by or before | due by | by latest | at latest | by no later than"
    " | deadline | eta | etd | not after | come | up to | by the very latest | by about",
    "PREP latest": "latest by | at the latest by | by the latest | at the very latest by",
    "PREP before": "before | b4 | prior to | ahead of",
    "PREP until": "until | till | til | 'til | through | thru",
    "PREP on": "on | due on | on or before | before or on",
    "PREP at": "at",
    "PREP for": "for | as of",
    "LATEST latest": "latest | at the latest | the latest",
    "PREP around": "the week of | week of | week commencing | w/c | around | about | approx | approximately | circa | roughly"
    " | towards | toward | ca | sometime around",
    "PREP after": "after | not before | no earlier than | not earlier than | no sooner than | not sooner than | as early as| earliest"
    " | starting | beyond",
    "PREP since": "since",
    "SUFFIX by": "sharp | at the very latest",
    "SUFFIX around": "or so | or thereabouts",
    "SUFFIX after": "at the earliest | onwards | onward | or later | and after | or after",
    "ISH 1": "ish",
    "DAY_AFTER 1": "the day after | day after | the day after that",
    "AFTER_NEXT 1": "after next",
    "NEG 1": "not | instead of | rather than",
    "REFERENCE 1": "as discussed | as agreed | as promised | as mentioned | as requested | as per your mail | dated | your mail of"
    " | your email of | mail of | email of | we spoke | we talked | we met | you asked | you wrote | they asked | they wrote"
    " | they ordered | ordered | received",
    "WEEK_OF_MONTH 1": "last week of | the last week of | first week of | the first week of | second week of | the second week of"
    " | third week of | the third week of",
    "EO_NOUN 1": "bonus | rebate | rebates | report | reports | closing | statement | discount | party | sale | sales | numbers"
    " | target | review | reporting | stocktaking",
    "AMPM am": "am | a.m | a.m.",
    "AMPM pm": "pm | p.m | p.m.",
    "OCLOCK 1": "o'clock | oclock",
    "PART morning": "morning | in the morning | the morning | mornin",
    "PART afternoon": "afternoon | in the afternoon | the afternoon | arvo",
    "PART evening": "after work | after hours | evening | in the evening | the evening | eve",
    "PART night": "at night | night",
    "PART_WEAK morning": "first thing | first thing in the morning",
    "PART this_morning": "this morning",
    "PART this_afternoon": "this afternoon | this arvo",
    "PART tonight": "tonight | tonite | this evening | this eve | 2nite",
    "PART eod": "eod | by close of business | cob | end of day | end of the day | end of business | end of business day"
    " | close of business | close of play | end of play | the end of the day | close of day | end of working day"
    " | end of the working day | the end of the working day | end of the work day | end of the business day | by close"
    " | end of office hours | eob | end of biz",
    "PART today_later": "later today | end of today | eod today",
    "DAYPART 2 eod": "the end of the day after tomorrow | end of the day after tomorrow",
    "PART lunch": "after lunch | before lunch | over lunch | lunch | lunchtime | lunch time",
    "PART midnight": "midnight",
    "CLOCK 12:00": "noon | midday | mid day | noontime | 12 noon | 12noon",
    "TO 1": "to",
    "BETWEEN 1": "between",
    "WHEN 1": "once | upon | whenever",
    "QUARTER_PAST 15": "quarter past | a quarter past",
    "QUARTER_TO 15": "quarter to | a quarter to",
    "HALF_PAST 30": "half past",
    "OR 1": "or | or on | or by",
    "AND 1": "and | &",
    "VAGUE 1": "soon | asap | a.s.a.p | as soon as possible | shortly | as soon as | sometime | some time | some day | someday"
    " | at some point | eventually | when ready | once ready | when it's ready | when it is ready | when they're ready"
    " | as soon as ready | when available | once available | in due course | in due time | right away | right now | immediately"
    " | at once | straight away | promptly | in no time | in a moment | in a minute | in a sec | in a second | in a bit | in a while"
    " | in the coming days | in the coming weeks | one of these days | any day now | any time soon | at your earliest convenience"
    " | as early as possible | as quickly as possible | when i can | when i get a chance | when we can | when possible | later on"
    " | in the near future | before long | sooner or later | the next days | the next few days | very soon | in a jiffy | in good time"
    " | the earliest possible | after the holidays | after the holiday | before the holidays | before the holiday",
    "WEEKEND 0": "weekend | the weekend | this weekend | wkend | at the weekend | over the weekend",
    "WEEKEND 1": "next weekend",
    "HOLIDAY 12-25": "christmas | xmas | x-mas | christmas day",
    "HOLIDAY 12-24": "christmas eve",
    "HOLIDAY 12-31": "new year's eve | new years eve",
    "HOLIDAY 01-01": "new year's day | new year | new year's",
    "HOLIDAY_MOVES 1": "chinese new year | cny | spring festival | easter | ramadan | eid | diwali | thanksgiving | golden week"
    " | national day | labour day | labor day | the exhibition | canton fair | the fair",
    "NOZONE 1": "us time | american time | european time | canadian time | your time | their time | my time | our time"
    " | their local time | your local time | local time",
    "AMOUNT 1": "reduce | lower | cut | increase | raise | drop | discount | reduced | lowered | increased | raised | down | up | grow"
    " | extend | shorten | price | prices",
    "FILLER 1": "i | we | you | they | he | she | it | i'll | we'll | they'll | he'll | she'll | if | so | please | pls | plz | with"
    " | that | will | then | thanks | thx | but | because | can | could | as | let | me | us | my | our | your | their | all | too"
    " | also | is | are | be | when",
    "ORD_NOUN 1": "order | orders | batch | shipment | container | party | sample | floor | option | version | draft | round | payment"
    " | installment | email | attempt | generation | line | page | lot | instalment | visit | meeting | reminder | truck | pallet"
    " | choice | thing | step | edition",
    "MEASURE 1": "ft | inch | inches | pcs | pieces | piece | pc | kg | g | mm | cm | m | ton | tons | mt | container | containers"
    " | off | cup | scale | split | units | unit | sets | set | boxes | box | cartons | ctns | pallets | usd | eur | rmb | dollars"
    " | euros | percent | pct | people | persons | times | turn | hp | full | empty | done | finished | stars | support | sizes | size"
    " | bolts | steel | valve | pipe | thread | bsp | npt | plug | samples | grade | deal | chance | ratio | mix | share | hose | inch"
    " | page | pages | k | x | w | v | l | ml | gb | yuan | lbs | oz | tonnes | cbm | teu | feu | fcl | points",
}

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen")
_MORE = ("fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}
_FIRST_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
_FIRST = tuple(_FIRST_WORDS.split())
_LATER = ("fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth")
ALWAYS |= {f"NUM {number}": word for number, word in enumerate((*_ONES, *_MORE))} | {f"NUM {ten}": word for ten, word in _TENS.items()}
ALWAYS |= {f"NUM {ten + one}": f"{word} {_ONES[one]}" for ten, word in _TENS.items() for one in range(1, 10)}
ALWAYS |= {f"ORD_WORD {number + 1}": word for number, word in enumerate((*_FIRST, *_LATER))} | {"ORD_WORD 30": "thirtieth"}
ALWAYS |= {f"ORD_WORD {20 + number + 1}": f"twenty {word}" for number, word in enumerate(_FIRST[:9])} | {"ORD_WORD 31": "thirty first"}

ONLY: dict[str, str] = {}
