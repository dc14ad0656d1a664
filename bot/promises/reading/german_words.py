"""The German forms that tell who undertakes what. `v` in a form is where the wording begins. Tables only."""

from bot.promises.reading.european_grammar import grammar

_DE_NOT_VERBS = (
    r"(?:will|wollen|möchten?|kann|können|könnten?|hätten?|würden?|hab|haben?|hatten?|bin|sind|war|waren|muss|müssen|soll"
    r"|sollen|sollten?|darf|dürfen|hoffen?|denken?|glauben?|weiß|wissen"
    r"|freuen?|brauchen?|warten?|finden?|meinen?|sehen?|verstehen?|werden?|eine?n?|keine?n?|seine?n?|ihre?n?|alle|diesen?|die"
    r"|heute|morgen|gerne|und|oder|gehen?|essen?|fahren?|fliegen?|hätte|überlegen?|versprechen?|garantieren?|zusagen?|sagen?"
    r"|meine|deine|unsere|beide|wenn|dass|ob|kannten?|machen~urlaub)"
)
_DE_THEIR = (
    "zahl(?:t|en)|bezahl(?:t|en)|überweis(?:t|en)|schick(?:t|en)|send(?:et|en)|unterschreib(?:t|en)|bestätig(?:t|en)"
    "|bestell(?:t|en)|meld(?:et|en)|gibt|geben|liefer(?:t|n)|begleich(?:t|en)"
    "|entscheid(?:et|en)|komm(?:t|en)|besuch(?:t|en)|reich(?:t|en)|lass(?:t|en)|eröffn(?:et|en)|antwort(?:et|en)|bring(?:t|en)"
    "|nimmt|nehmen|erteil(?:t|en)|anzahl(?:t|en)|leist(?:et|en)|verl[aä](?:sst|ssen)|hol(?:t|en)"
)
_DE_IN_HAND = (
    r"(?:auf~dem~tisch|in~(?:der~hand|den~händen|der~mail)|(?<=\s)vor(?=\W*$)"
    r"|im~(?:postfach|briefkasten|posteingang|mailfach)|vorliegen|bei~sich)\b"
)
GERMAN = grammar(
    [
        (r"^\W*(?:ok|ja|gut|dann|also)?\W*werde~(?!ich\b|wir\b)(?P<v>)", "we", "will"),
        (r"\b(?:ich|wir)~(?:werden?)\b(?:~(?:dir|ihnen|ihm|ihr|euch|denen))?~?(?P<v>)", "we", "will"),
        (r"(?P<v>)\bwerden?~(?:ich|wir)\b", "we", "will"),
        (r"\b(?:lass|lassen~sie|lasst)~(?:mich|uns)~(?P<v>\w+)", "we", "will"),
        (r"\b(?:ich|wir)~(?:muss|müssen|soll|sollen)~(?P<v>)|(?P<v2>)\b(?:muss|müssen|soll|sollen)~(?:ich|wir)\b", "we", "must"),
        (r"\b(?:ich|wir)~(?:kann|können)~(?P<v>)|(?P<v2>)\b(?:kann|können)~(?:ich|wir)\b", "we", "able"),
        (
            rf"\b(?:ich|wir)~(?:(?:dann|auch|noch|jetzt|gerne|natürlich"
            rf"|selbstverständlich)~)?(?P<v>(?!{_DE_NOT_VERBS}\b)\w{{2,}}(?:e|en|rn|ln|ns))\b",
            "we",
            "planned",
        ),
        (
            r"\b(?:ich|wir)~(?P<v>(?:ruf|schick|mach|send|geb|meld|bring|liefer|prüf|klär|hol|frag|schau|besorg|erstell|kümmer|lass"
            r"|tausch|übernehm"
            r"|bestätig|überweis|telefonier|informier|organisier|änder|korrigier|stell|reservier|buch|kopier|scann|fahr|leit|stornier))\b",
            "we",
            "planned",
        ),
        (rf"(?P<v>\b(?!{_DE_NOT_VERBS}\b)\w{{2,}}(?:e|en|rn|ln))~(?:ich|wir)\b", "we", "planned"),
        (
            r"^(?:\W|ok|okay|super|gut|ja|und|dann|also|danke|morgen|heute|dann)*(?P<v>(?:schicke|sende|mache|gebe|melde|bringe"
            r"|liefere|prüfe|kläre|rufe|hole|besorge|erstelle|kümmere|bestätige|frage|schau[e]?|informiere|besuche|reserviere"
            r"|organisiere|leite|stelle|lasse|nehme|übernehme|überarbeite|aktualisiere|buche|verlängere|halte|biete"
            r"|gewähre))\b(?!~(?:mir|uns|bitte|du|sie)\b)",
            "we",
            "planned",
        ),
        (r"(?P<v>\b(?:schick|mach|send|geb|meld|bring|liefer|prüf|klär|ruf|hol|frag|schau))~ich\b", "we", "planned"),
        (r"\b(?:ich|wir)~(?P<v>sagen?)\b(?=.*\bbescheid)|(?P<v2>\bsagen?)~(?:ich|wir)\b(?=.*\bbescheid)", "we", "planned"),
        (r"(?P<v>\b(?:\w*preise?|konditionen|rabatte?))\b.{0,60}?\b(?:bleib(?:t|en)|gelten|gilt)\b", "we", "will"),
        (r"\b(?:wird|werden)\b~?(?P<v>)", "they", "will"),
        (r"(?P<v>\b(?:hat|habt|haben|liegt|liegen))\b(?=.*\b" + _DE_IN_HAND + r")", "they", "planned"),
        (r"(?P<v>)(?<=\w\s)(?:raus|rüber|rausgehen)\b(?!~(?:gegangen|geschickt))", "we", "planned"),
        (rf"(?P<v>\b(?:{_DE_THEIR}|gehen|geht|bekomm(?:t|en)|erhalten|erhält|krieg(?:t|en)))\b", "they", "planned"),
    ],
    [
        (
            r"\b(?:(?:ich|wir)~(?:hab|habe|haben)|(?:habe|haben|hab)~(?:ich|wir|\w+))\b(?=.*(?:versprochen|zugesagt|zugesichert"
            r"|vereinbart|garantiert|ausgemacht|abgemacht|abgesprochen|gesagt))",
            "we",
        ),
        (
            r"\b(?:ich|wir)~(?:verspreche|versprechen|garantieren?|sichern|sage|sagen)\b(?=.*(?:zu\b|\bdass|,|versprech|garantier))"
            r"|\b(?:versprach|versprachen|zugesagt|versprochen|zugesichert|vereinbart)\b(?!~?$)(?=~(?:ist|wurde|war|:|an|\w))",
            "we",
        ),
        (r"\b(?:ist|war|wurde|sind)\b(?=.*(?:ausgemacht|abgemacht|abgesprochen|vereinbart|zugesagt|versprochen|zugesichert))", "we"),
        (
            r"\b(?:hat|haben)\b(?=.*(?:versprochen|zugesagt|zugesichert|bestätigt|gesagt|angekündigt|geschrieben))|\b(?:sagt|sagte"
            r"|sagten|meint|meinte|verspricht|versprechen|versprach|schreibt|schrieb|bestätigte|bestätigten|behauptet)\b",
            "they",
        ),
    ],
    asked=(
        r"\b(?:will|wollen|möchten?|braucht|brauchen|verlang(?:t|en)|erwart(?:et|en)|frag(?:t|en|te|ten)|bitte[nt]?~(?:um|uns)"
        r"|forder(?:t|n)|wünsch(?:t|en)|dräng(?:t|en)|bräuchten?|hätten?~gern\w*)\b"
    ),
    question=(
        r"^\W*(?:(?:kannst|könntest|könnt|können|könnten|werden|wird|hast|habt|habe|willst|wollen|sollen|soll|ist|sind|gibt"
        r"|schaffen|schaffst|lieferst|schickst)~(?:du|ihr|sie|wir|ich|er|es|man|der|die|das)\b|(?:wann|wer|wie|was|wo|warum"
        r"|welche\w?|wieso)\b)"
    ),
    order=(
        r"^\W*(?!\w+~(?:schick|send|mach|ruf|bestätig|liefer|prüf|frag|klär|meld|kümmer)e?t\b)(?:\w+,?~)?(?:bitte\b|(?:schick|send|mach"
        r"|ruf|gib|bestätig|liefer|denk|vergiss|prüf|frag|klär|meld|sag|kümmer"
        r"|erinner)t?\b|(?:schicke|sende|mache|prüfe|bestätige)~(?:mir|uns|bitte)\b|(?:schickt?|sendet?)~(?:ihr|ihm"
        r"|ihnen)\b(?!~(?:ich|wir))|du\b|ihr~(?:müsst|sollt|könnt)|schicken~sie|senden~sie|man~(?:sollte|muss))"
    ),
    wish=(
        r"\b(?:vielleicht|eventuell|evtl\.?|könnten?|würden?|würd|möchten?|hoffentlich|hoffen?|wahrscheinlich|vermutlich|mal~sehen"
        r"|mal~schauen|(?:ich|wir)~(?:will|wollen)|(?:will|wollen)~(?:ich|wir)|sollten?|unter~umständen|womöglich|möglicherweise"
        r"|eigentlich~woll\w+|hätten?~gern\w*)\b"
    ),
    negation=r"\b(?:nicht|nichts|nix|nie|niemals|kein|keine[nmrs]?|niemand|weder)\b",
    not_negation=r"\bnicht~(?:später|spaeter|nur|mehr~als|schlimm)|\bkein~(?:problem|thema|ding)|\bkeine~sorge|\bnicht~wahr",
    keeps=(
        r"\b(?:erhöh|änder|anheb|heb|steiger|anpass)\w*|\bberechn\w*|\bverrechn\w*|\b(?:verkauf|liefer|anbiet"
        r"|bieten)\w*\b.{0,30}\b(?:ander\w+|niemand\w*|sonst|wettbewerb\w*)|\bpreis\w*\b.{0,30}\b(?:erhöh|änder|anheb|steig)"
    ),
    past=(
        r"\b(?:gestern|vorgestern|letzte[nr]?~(?:woche|monat)|schon~(?:ver|ge|raus)\w*|bereits)\b|\b(?:habe|haben|hab|hat|wurden?"
        r"|sind|ist|bin)\b(?!.*(?:versprochen|zugesagt|zugesichert|vereinbart|garantiert|ausgemacht|gesagt|bestätigt"
        r"|angekündigt)).*\b(?:\w*ge\w{2,}(?:t|en)|ver(?:schickt|sendet|sandt)|bezahlt|bestellt|erledigt|überwiesen|unterschrieben"
        r"|bekommen|erhalten|bestätigt)\b"
    ),
    private=(
        r"\b(?:esse|essen~gehen|schlaf\w*|urlaub|mittagspause|pause|überleg\w*|nachdenk\w*|denke|frei|feierabend|nach~hause|kaffee"
        r"|sport|arzt|homeoffice|geburtstag|mittag~essen)\b"
    ),
    moving=r"\b(?:bin|sind|treffen?|fahren?|fliegen?|gehen?|reisen?|messe)\b",
    usual=r"\b(?:immer|normalerweise|meistens|üblicherweise|jede[nsrm]?|nie|grundsätzlich|in~der~regel|oft|stets)\b",
    things=(
        r"\b(?:muster|angebot|bestellung|auftrag|ware|sendung|lieferung|container|paket|unterlagen|dokumente?|zertifikate?|rechnung"
        r"|proforma|katalog|preise?|preisliste|produktion|maschinen?|pumpen?|teile?|ersatzteile?|lkw|zeichnung\w*|material|charge"
        r"|paletten?|anlagen?|bericht|datenblatt|datenblätter|gutschrift|bestätigung|rückmeldung|antwort|freigabe|zusage)\b"
    ),
    money=(
        r"\b(?:zahlung|anzahlung|restzahlung|geld|überweisung|bestellung|akkreditiv|po|vorauszahlung|rest~?betrag"
        r"|unterschriebene\w*|saldo)\b"
    ),
    we=r"\b(?:ich|wir)\b",
    you=r"\b(?:du|ihr~(?=habt|müsst|sollt|schickt))\b",
    team=(
        r"\b(?:werk|fertigung|produktion|logistik|technik\w*|einkauf|buchhaltung|kolleg\w+|chef\w*|lager|vertrieb|entwicklung|labor"
        r"|team|service|spedition|innendienst|versand)\b"
    ),
    receive=r"\b(?:bekomm(?:t|en)|erhalten|erhält|krieg(?:t|en)|haben)\b|\b(?:hat|habt|liegt|liegen)\b(?=.*\b" + _DE_IN_HAND + r")",
    fact=(
        r"\b(?:geschlossen|betriebsferien|urlaub|findet~statt|beginnt|endet|teurer|regnen|steigen|kostet|messe|feiertag|abwesend"
        r"|im~haus|unterwegs)\b"
    ),
)
