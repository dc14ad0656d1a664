"""The Spanish, Portuguese and German forms that tell who undertakes what. Tables only.

In every pattern `v` is where the wording begins. Verbs tell the person by their ending, so these are patterns of endings and a few lists.
"""

import re
from dataclasses import dataclass

from bot.promises.reading.shapes import DUE, Mood, Person

_G = rf"(?:\s|{DUE})+"
"""A gap: spaces and dates between two words."""


@dataclass(frozen=True)
class Grammar:
    """What the reader looks for in one language, all lower case."""

    forms: tuple[tuple[re.Pattern[str], Person, Mood], ...]
    reports: tuple[tuple[re.Pattern[str], Person], ...]
    asked: re.Pattern[str]
    question: re.Pattern[str]
    order: re.Pattern[str]
    wish: re.Pattern[str]
    negation: re.Pattern[str]
    not_negation: re.Pattern[str]
    keeps: re.Pattern[str]
    past: re.Pattern[str]
    private: re.Pattern[str]
    moving: re.Pattern[str]
    usual: re.Pattern[str]
    things: re.Pattern[str]
    money: re.Pattern[str]
    we: re.Pattern[str]
    you: re.Pattern[str]
    team: re.Pattern[str]
    receive: re.Pattern[str]
    fact: re.Pattern[str]


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("~", _G), re.IGNORECASE)


def _grammar(forms: list[tuple[str, Person, Mood]], reports: list[tuple[str, Person]], **others: str) -> Grammar:
    return Grammar(
        tuple((_p(pattern), person, mood) for pattern, person, mood in forms),
        tuple((_p(pattern), person) for pattern, person in reports),
        **{name: _p(pattern) for name, pattern in others.items()},
    )


_ES_PRONOUNS = rf"(?:(?:se|le|les|te|os|lo|la|los|las|me|nos|ya){_G}){{0,3}}"
_ES_FIRST = (
    "envío|envio|mando|paso|hago|preparo|llamo|confirmo|doy|entrego|despacho|cotizo|reviso|visito|respondo|contesto|embarco"
    "|mantengo|ofrezco|rebajo"
    "|bajo|regalo|incluyo|consigo|aviso|remito|facturo|traigo|llevo|busco|arreglo|resuelvo|cambio|repongo|devuelvo|reembolso"
    "|adelanto|organizo|agendo"
    "|reservo|miro|consulto|pregunto|compruebo|actualizo|firmo|pago|pido|subo|comparto|reenvío|gestiono|coordino|tramito|dejo"
    "|cierro|garantizo|presento"
)
_ES_THIRD = (
    "pagan?|env[ií]an?|mandan?|firman?|confirman?|transfieren?|depositan?|devuelven?|entregan?|responden?|visitan?|abonan?"
    "|liquidan?|giran?|abren?"
    "|emiten?|aprueban?|deciden?|pasan?|vienen?|ingresan?|remiten?|contestan?|dan?|hacen?"
)
SPANISH = _grammar(
    [
        (rf"{_ES_PRONOUNS}\b(?:voy|vamos)~a~(?:ir~a~)?(?P<v>\w{{2,}}r(?:l[aeo]s?|me|te|nos|sel[ao]s?)?)\b", "we", "will"),
        (
            rf"{_ES_PRONOUNS}\b(?P<v>\w{{1,}}(?:r[ée]mos|ré)|(?:enviar|mandar|har|pasar|dar|llamar|confirmar|revisar|entregar"
            rf"|preparar)e)\b",
            "we",
            "will",
        ),
        (r"\b(?:déjame|dejame|déjeme|dejeme|déjenme|permíteme|permítame)~(?P<v>\w+r\w*)", "we", "will"),
        (r"\b(?:tengo|tenemos)~que~(?P<v>\w+r\w*)|\b(?:debo|debemos|necesito|necesitamos)~(?P<v2>\w+r(?:l[aeo]s?)?)\b", "we", "must"),
        (r"\b(?:puedo|podemos)~(?P<v>\w+r\w*)", "we", "able"),
        (
            rf"{_ES_PRONOUNS}\b(?<!de )(?<!el )(?<!un )(?<!del )(?<!al )(?<!su )(?<!con )(?<!por )(?<!este )(?P<v>{_ES_FIRST}"
            rf"|(?!(?:hemos|tenemos|somos|estamos|fuimos|esperamos|queremos|éramos|ramos|tramos|vamos|podemos|debemos|necesitamos"
            rf"|reclamos|kilogramos|tramos|últimos|proximos|próximos|mismos|extremos|supremos)\b)\w{{3,}}[aei]mos)\b",
            "we",
            "planned",
        ),
        (r"\b(?:estoy|estamos)~(?P<v>\w+ndo)", "we", "planned"),
        (rf"{_ES_PRONOUNS}\b(?:va|van)~a~(?P<v>\w{{2,}}r(?:l[aeo]s?|me|te|nos|nosl[ao]s?)?)\b", "they", "will"),
        (rf"{_ES_PRONOUNS}\b(?P<v>(?!(?:detrás|atrás|estará de)\b)\w{{2,}}(?:rá|rán))\b", "they", "will"),
        (rf"{_ES_PRONOUNS}\b(?P<v>{_ES_THIRD}|salen?|llegan?)\b", "they", "planned"),
    ],
    [
        (
            r"\b(?:(?:le|les|te)~)?(?:he~|hemos~)?(?:promet[íi]|prometimos|prometido|dije|dijimos|asegur[ée]|aseguramos"
            r"|garantic[ée]|confirm[ée]~a|confirmé)\b",
            "we",
        ),
        (r"\b(?:me~compromet[oí]|nos~compromet(?:emos|imos)|qued[ée]|quedamos|acord[ée]|acordamos|prometo|prometemos)\b(?=~|$)", "we"),
        (
            r"\b(?:(?:me|nos)~)?(?:ha~|han~)?(?:prometió|prometieron|promete|prometen|prometido|dijo|dijeron|dice|dicen|dicho"
            r"|aseguró|aseguraron|confirmó|confirmaron|avisó|avisaron|quedó|quedaron|(?:se~)?comprometió|(?:se~)?comprometieron"
            r"|acordó|aceptó|aceptaron)\b",
            "they",
        ),
    ],
    asked=(
        r"\b(?:quieren?|piden?|pidió|pidieron|necesitan?|esperan?|exigen?|solicitan?|solicitó|preguntan?|preguntó|pregunta"
        r"|requieren?|desean?|insisten?|reclaman?)\b"
    ),
    question=(
        r"^\W*(?:¿|(?:puedes|podrías|podéis|podemos|pueden|podría|cuándo|cuando podr|qué|quién|cómo|cuánto|sabes|tienes|hay alguna"
        r"|será que)\b)"
    ),
    order=(
        r"^\W*(?:\w+,?~)?(?:por favor|porfa|pls|please|favor|(?:manda|envía|envia|pasa|haz|prepara|llama|confirma|avisa|revisa|da"
        r"|di|pon|pide|habla|contesta|responde|recuerda|acuérdate|mira|dale|dile|oye|mandad|enviad)(?:l[aeo]s?|me|nos|sel[ao]s?)?\b"
        r"|no~olvid|(?:tú|vosotros|ustedes|usted)\b|hay~que\b|(?:envíe|mande|confirme|prepare|haga)n?\w*\b|que~no\b)"
    ),
    wish=(
        r"\b(?:quizás?|tal~vez|a~lo~mejor|podr[íi]a(?:mos|n)?|puede~que|puede~ser|ojal[áa]|quisiera|quisiéramos|(?:me"
        r"|nos)~gustar[íi]a|espero|esperamos|posiblemente|probablemente|quiero|queremos|deber[íi]a(?:mos|n)?|seguramente|si~acaso"
        r"|intentar[íi]a|a~ver~si|creo~que~quizá|igual)\b"
    ),
    negation=r"\b(?:no|nunca|jamás|tampoco|ni|nadie|ninguna?)\b",
    not_negation=r"\bno~(?:hay~problema|te~preocupes|se~preocupe|más~tarde|mas~tarde|obstante|sólo|solo)|\bcómo~no\b|\bsin~falta",
    keeps=(
        r"\b(?:sub|aument|increment|cambi|modific|encarec|toc|mov|alter)\w*\b.{0,25}\b(?:precios?|tarifas?|costos?)|\b(?:cobra"
        r"|factura)\w*\b|\b(?:vend|ofrec|suminist)\w*\b.{0,30}\b(?:otr[oa]s?|nadie|competencia)|\bprecios?\b.{0,25}\b(?:sub|cambi"
        r"|aument)"
    ),
    past=(
        r"\b(?:ayer|anteayer|anoche|la~semana~pasada|el~mes~pasado|hace~\w+~\w+|ya~(?:le~|les~|lo~|se~)*(?:he|hemos|ha|han|\w+[éó]"
        r"|\w+ron)|he~\w+[dt]o|hemos~\w+[dt]o)\b"
    ),
    private=(
        r"\b(?:comer|como|almorzar|almuerzo|cenar|dormir|descansar|pensar|pienso|vacaciones|gimnasio|casa|médico|siesta|ver~la~tele"
        r"|estudiar|cumpleaños|salir~temprano|café|a~ver|ver~qué|vemos|veremos)\b"
    ),
    moving=r"\b(?:estaré|estaremos|voy~a~estar|vamos~a~estar|viajar\w*|viajo|iré|iremos|ir~a|volar|vuelo|asistir\w*|feria)\b",
    usual=r"\b(?:siempre|normalmente|suelen?|generalmente|cada~\w+|nunca|todos~los)\b",
    things=(
        r"\b(?:muestras?|cotización|cotizacion|oferta|presupuesto|pedido|mercanc[íi]a|env[íi]o|contenedor|carga|paquete|documentos?"
        r"|certificados?|factura|proforma|catálogo|precios?|producción|máquinas?|bombas?|piezas?|repuestos|entrega|camión|barco"
        r"|orden|planos?|material|lote|pallets?|equipos?|informe)\b"
    ),
    money=(
        r"\b(?:pago|anticipo|dep[óo]sito|saldo|transferencia|dinero|orden~de~compra|oc|po|carta~de~cr[ée]dito|adelanto"
        r"|contrato~firmado|abono)\b"
    ),
    we=r"\b(?:yo|nosotros|nosotras|nos~comprometemos)\b",
    you=r"\b(?:tú|usted|ustedes|vosotros|vos)\b",
    team=(
        r"\b(?:fábrica|fabrica|equipo|producción|logística|técnico|ingenier\w+|finanzas|almacén|colega|compañer\w+|jefe|planta"
        r"|taller|ventas|administración)\b"
    ),
    receive=r"\b(?:recibir[áa]n?|tendr[áa]n?|reciben?|recibir|tener|le~llegar[áa]n?)\b",
    fact=(
        r"\b(?:estar[áa]n?~(?:cerrad|de~vacaciones|en|fuera|ausente)|est[áa]n?~|cerrar[áa]n?|empieza|comienza|termina"
        r"|abrir[áa]n?~la~oficina|habrá|hay|será~(?:difícil|fácil|caro|feriado|festivo)|subir[áa]n?|costará|lloverá)"
    ),
)
_PT_PRONOUNS = rf"(?:(?:te|lhe|lhes|o|a|os|as|me|nos|já|se){_G}){{0,3}}"
_PT_FIRST = (
    "envio|mando|passo|faço|preparo|ligo|confirmo|dou|entrego|despacho|retorno|respondo|fecho|seguro|mantenho|ofereço|verifico"
    "|checo|vejo|levo|trago|cobro"
    "|resolvo|agendo|reservo|pago|peço|subo|compartilho|encaminho|coto|aviso|atualizo|assino|reviso|devolvo|troco|reponho"
    "|embarco|posto|apresento|visito|baixo|libero|providencio|consigo|organizo|garanto"
)
_PT_THIRD = (
    "pagam?|enviam?|mandam?|assinam?|confirmam?|transferem?|depositam?|devolvem?|entregam?|respondem?|visitam?|liberam?"
    "|liquidam?|abrem?|emitem?|aprovam?"
    "|decidem?|passam?|vêm|vem|retornam?|fazem?|faz|dão|acertam?|quitam?|fecham?"
)
PORTUGUESE = _grammar(
    [
        (
            rf"{_PT_PRONOUNS}\b(?:vou|vamos|a~gente~vai|irei|iremos)~(?:(?:te|lhe|lhes|já|estar|tentar)~)*(?P<v>\w{{2,}}(?:r"
            rf"|ndo)(?:-\w+)?)\b",
            "we",
            "will",
        ),
        (
            rf"{_PT_PRONOUNS}\b(?P<v>\w{{2,}}(?:arei|erei|irei|aremos|eremos|iremos)|farei|faremos|direi|trarei|darei|daremos)\b",
            "we",
            "will",
        ),
        (r"\b(?:deixa|deixe)(?:~que)?~eu~(?P<v>\w+)|\bdeixe-me~(?P<v2>\w+r)", "we", "will"),
        (r"\b(?:tenho|temos|a~gente~tem)~(?:que|de)~(?P<v>\w+r\w*)|\b(?:preciso|precisamos|devo|devemos)~(?P<v2>\w+r)\b", "we", "must"),
        (r"\b(?:posso|podemos|consigo|conseguimos|a~gente~consegue)~(?P<v>\w+r\w*)", "we", "able"),
        (rf"\ba~gente~(?:te~|lhe~|já~)*(?P<v>{_PT_THIRD}|manda|envia|prepara|liga|dá|segura|mantém|oferece)\b", "we", "planned"),
        (
            rf"{_PT_PRONOUNS}\b(?<!de )(?<!do )(?<!um )(?<!ao )(?<!o )(?<!no )(?<!seu )(?<!com )(?<!por )(?P<v>{_PT_FIRST}"
            rf"|(?!(?:temos|somos|estamos|fomos|esperamos|queremos|vamos|podemos|devemos|precisamos|ramos|termos|mesmos|últimos"
            rf"|próximos|gostamos|conseguimos)\b)\w{{3,}}[aei]mos)\b",
            "we",
            "planned",
        ),
        (r"\b(?:estou|estamos|tô|to)~(?P<v>\w+ndo)", "we", "planned"),
        (rf"{_PT_PRONOUNS}\b(?:vai|vão|irá|irão)~(?:(?:te|lhe|nos|me)~)*(?P<v>\w{{2,}}r(?:-\w+)?)\b", "they", "will"),
        (rf"{_PT_PRONOUNS}\b(?P<v>\w{{2,}}(?:rá|rão))\b", "they", "will"),
        (rf"{_PT_PRONOUNS}\b(?P<v>{_PT_THIRD}|saem?|sai|chegam?|seguem?)\b", "they", "planned"),
    ],
    [
        (
            r"\b(?:(?:te|lhe|lhes)~)?(?:prometi|prometemos|combinei|combinamos|garanti|garantimos|assegurei|falei|avisei|fiquei"
            r"|ficamos|fico|me~comprometi|nos~comprometemos|prometo|me~comprometo|acertei|fechei|acordei|acordamos)\b(?=~(?:que|de"
            r"|a|com|ao|à|pra|para|pro|o|os|as|uma?|n[ao]|[A-ZÀ-Ý\w]))",
            "we",
        ),
        (
            r"\b(?:(?:me|nos)~)?(?:prometeu|prometeram|promete|prometem|disse|disseram|diz|dizem|falou|falaram|confirmou"
            r"|confirmaram|garantiu|garantiram|(?:se~)?comprometeu|(?:se~)?comprometeram|ficou|ficaram|avisou|avisaram|combinou"
            r"|combinaram|aceitou|aceitaram|topou)\b",
            "they",
        ),
    ],
    asked=(
        r"\b(?:quer|querem|pede|pedem|pediu|pediram|precisam?|esperam?|exigem?|solicitam?|solicitou|pergunt(?:a|am|ou|aram)"
        r"|cobr(?:a|am|ou|aram)|gostaria)\b"
    ),
    question=(
        r"^\W*(?:(?:você|vc|vcs)~(?:pode|consegue|podem|poderia)|(?:pode|podem|poderia|consegue|conseguem|dá~(?:pra|para)|será~que"
        r"|quando|quem|qual|como|quanto|tem~como|alguém)\b)"
    ),
    order=(
        r"^\W*(?:\w+,?~)?(?:por favor|pfv|pf|favor|please|(?:manda|mande|envia|envie|passa|passe|liga|ligue|faz|faça|confirma"
        r"|confirme|prepara|prepare|avisa|avise|verifica|verifique|lembra|lembre|pede|peça|responde|responda|fala|fale|dá|dê|vê"
        r"|veja)\b(?!~que)|não~(?:esque|deix)|(?:você|vc|vcs|vocês|tu)\b|mand[ae]m?~)"
    ),
    wish=(
        r"\b(?:talvez|quem~sabe|pode~ser|poderia(?:mos|m)?|tomara|gostaria(?:mos|m)?|espero|esperamos|quero|queremos|queria(?:mos"
        r"|m)?|provavelmente|possivelmente|se~der|acho~que~d[áa]|deveria(?:mos|m)?|devia|quiçá|pensando~em)\b"
    ),
    negation=r"\b(?:não|nao|nunca|jamais|tampouco|nem|ninguém|nenhuma?|ñ)\b",
    not_negation=(
        r"\b(?:não|nao)~(?:tem~problema|se~preocup\w+|esquent\w+|mais~tarde|só|apenas|passa~de)|\bsem~(?:problema|falta)"
        r"|\bpode~deixar"
    ),
    keeps=(
        r"\b(?:aument|sub|reajust|mud|alter|mex)\w*\b.{0,25}\b(?:preços?|preco|tabela|valor\w*|custos?)|\b(?:cobra|fatura)\w*\b"
        r"|\b(?:vend|ofere[cç]|forne[cç])\w*\b.{0,30}\b(?:outr[oa]s?|ninguém|concorr)|\bpreços?\b.{0,25}\b(?:sub|mud|aument)"
    ),
    past=(
        r"\b(?:ontem|anteontem|semana~passada|mês~passado|há~\w+~\w+~atrás|já~(?:enviei|mandei|\w+(?:ei|ou|amos|aram)|foi|foram)"
        r"|enviei|mandei|paguei|entreguei|foi~\w+do|mandou|enviou)\b"
    ),
    private=(
        r"\b(?:almoçar|almoço|jantar|comer|dormir|descansar|pensar|penso|férias|academia|casa|médico|cafezinho|estudar|aniversário"
        r"|folga|sair~mais~cedo|ver|vemos|veremos)\b"
    ),
    moving=(
        r"\b(?:estarei|estaremos|vou~estar~(?:em|na|no|de|fora)|viajar|viajo|viajarei|irei~(?:a|ao|à)|vou~(?:para|pra|ao|à)|feira"
        r"|assistir|participar)\b"
    ),
    usual=r"\b(?:sempre|normalmente|costumam?|geralmente|cada~\w+|nunca|todo~(?:mês|dia)|toda~\w+)\b",
    things=(
        r"\b(?:amostras?|cotação|cotacao|proposta|orçamento|pedido|mercadorias?|carga|contêiner|container|pacote|documentos?"
        r"|certificados?|nota~fiscal|nf|proforma|catálogo|preços?|tabela|produção|máquinas?|bombas?|peças?|entrega|caminhão|navio"
        r"|laudo|desenhos?|material|lote|paletes?|equipamentos?|relatório)\b"
    ),
    money=(
        r"\b(?:pagamento|sinal|dep[óo]sito|saldo|transferência|dinheiro|ordem~de~compra|oc|po|carta~de~cr[ée]dito|adiantamento"
        r"|entrada|contrato~assinado|pix|boleto)\b"
    ),
    we=r"\b(?:eu|nós|a~gente)\b",
    you=r"\b(?:você|vocês|vc|vcs|tu)\b",
    team=(
        r"\b(?:fábrica|fabrica|equipe|time|produção|logística|técnico|engenh\w+|financeiro|almoxarifado|colega|chefe|planta|oficina"
        r"|comercial|pessoal)\b"
    ),
    receive=r"\b(?:receberão|receberá|recebem?|receber|terão|terá|ter|chega~aí)\b",
    fact=(
        r"\b(?:estarão?~(?:fechad|de~férias|em|fora|ausente)|está~|estão~|fechará|fecharão|começa|termina|haverá|terá~feriado"
        r"|será~(?:difícil|fácil|caro|feriado)|subirão?|custará|choverá|vai~(?:chover|fechar|estar|subir|ter~feriado)|vão~(?:fechar"
        r"|estar|subir))"
    ),
)
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
    "|nimmt|nehmen|erteil(?:t|en)|anzahl(?:t|en)|leist(?:et|en)|hol(?:t|en)"
)
GERMAN = _grammar(
    [
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
            r"\b(?:ich|wir)~(?P<v>(?:ruf|schick|mach|send|geb|meld|bring|liefer|prüf|klär|hol|frag|schau|besorg|erstell|kümmer))\b",
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
        (r"\b(?:wird|werden)\b~?(?P<v>)", "they", "will"),
        (rf"(?P<v>\b(?:{_DE_THEIR}|gehen|geht|bekomm(?:t|en)|erhalten|erhält|krieg(?:t|en)))\b", "they", "planned"),
    ],
    [
        (
            r"\b(?:(?:ich|wir)~(?:hab|habe|haben)|(?:habe|haben|hab)~(?:ich|wir|\w+))\b(?=.*(?:versprochen|zugesagt|zugesichert"
            r"|vereinbart|garantiert|ausgemacht|gesagt))",
            "we",
        ),
        (
            r"\b(?:ich|wir)~(?:verspreche|versprechen|garantieren?|sichern|sage|sagen)\b(?=.*(?:zu\b|\bdass|,|versprech|garantier))"
            r"|\b(?:versprach|versprachen|zugesagt|versprochen|zugesichert|vereinbart)\b(?!~?$)(?=~(?:ist|wurde|war|:|an|\w))",
            "we",
        ),
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
        r"^\W*(?:\w+,?~)?(?:bitte\b|(?:schick|send|mach|ruf|gib|bestätig|liefer|denk|vergiss|prüf|frag|klär|meld|sag|kümmer"
        r"|erinner)t?\b|(?:schicke|sende|mache|prüfe|bestätige)~(?:mir|uns|bitte)\b|(?:schickt?|sendet?)~(?:ihr|ihm"
        r"|ihnen)\b(?!~(?:ich|wir))|du\b|ihr~(?:müsst|sollt|könnt)|schicken~sie|senden~sie|man~(?:sollte|muss))"
    ),
    wish=(
        r"\b(?:vielleicht|eventuell|evtl\.?|könnten?|würden?|würd|möchten?|hoffentlich|hoffen?|wahrscheinlich|vermutlich|mal~sehen"
        r"|mal~schauen|(?:ich|wir)~(?:will|wollen)|(?:will|wollen)~(?:ich|wir)|sollten?|unter~umständen|womöglich|möglicherweise"
        r"|eigentlich~woll\w+|hätten?~gern\w*)\b"
    ),
    negation=r"\b(?:nicht|nie|niemals|kein|keine[nmrs]?|niemand|weder)\b",
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
    receive=r"\b(?:bekomm(?:t|en)|erhalten|erhält|krieg(?:t|en)|haben)\b",
    fact=(
        r"\b(?:geschlossen|betriebsferien|urlaub|findet~statt|beginnt|endet|teurer|regnen|steigen|kostet|messe|feiertag|abwesend"
        r"|im~haus|unterwegs)\b"
    ),
)
GRAMMARS: dict[str, Grammar] = {"es": SPANISH, "pt": PORTUGUESE, "de": GERMAN}
