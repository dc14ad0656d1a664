"""The Spanish forms that tell who undertakes what. `v` in a form is where the wording begins. Tables only."""

from bot.promises.reading.european_grammar import GAP, grammar

_ES_PRONOUNS = rf"(?:(?:se|le|les|te|os|lo|la|los|las|me|nos|ya){GAP}){{0,3}}"
_ES_FIRST = (
    "envío|envio|mando|paso|hago|preparo|llamo|confirmo|doy|entrego|despacho|cotizo|reviso|visito|respondo|contesto|embarco"
    "|mantengo|ofrezco|rebajo"
    "|bajo|regalo|incluyo|consigo|aviso|remito|facturo|traigo|llevo|busco|arreglo|resuelvo|cambio|repongo|devuelvo|reembolso"
    "|adelanto|organizo|agendo"
    "|reservo|miro|consulto|pregunto|compruebo|actualizo|firmo|pago|pido|subo|comparto|reenvío|gestiono|coordino|tramito|dejo"
    "|cierro|garantizo|presento|damos|llevamos"
)
_ES_THIRD = (
    "pagan?|env[ií]an?|mandan?|firman?|confirman?|transfieren?|depositan?|devuelven?|entregan?|responden?|visitan?|abonan?"
    "|liquidan?|giran?|abren?"
    "|emiten?|aprueban?|deciden?|pasan?|vienen?|ingresan?|remiten?|contestan?|dan?|hacen?|reciben?|recibir[áa]n?|tendr[áa]n?"
)
SPANISH = grammar(
    [
        (
            rf"\b(?:yo{GAP}(?:ya{GAP})?(?:(?:se|le|les|te|os|lo|la|los|las){GAP}){{0,2}}|(?:se{GAP}l[ao]s?|les?){GAP})(?!aviso|consulto"
            rf"|pregunto|miro)(?P<v>{_ES_FIRST})\b",
            "we",
            "will",
        ),
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
        (r"\b(?P<v>voy|vamos)~al?~(?=(?-i:[A-ZÁÉÍÓÚ]))", "we", "planned"),
        (
            r"^\W*(?P<v>(?:el|la|los|las|\d+)~.{2,60}?)~se~(?:les?~)?(?:entregan?|env[ií]an?|despachan?|embarcan?|mandan?|instalan?"
            r"|fabrican?"
            r"|producen?|cargan?)\b",
            "we",
            "planned",
        ),
        (rf"{_ES_PRONOUNS}\b(?:va|van)~a~(?P<v>\w{{2,}}r(?:l[aeo]s?|me|te|nos|nosl[ao]s?)?)\b", "they", "will"),
        (rf"{_ES_PRONOUNS}\b(?P<v>(?!(?:detrás|atrás|estará de)\b)\w{{2,}}(?:rá|rán))\b", "they", "will"),
        (r"\b(?:me~encargo|nos~encargamos)~de~(?P<v>\w+r(?:l[aeo]s?|se)?)\b", "we", "will"),
        (r"\bque~(?:(?:se|le|les|lo|la|nos|me)~)*(?P<v>(?!podr|har[íi]a~falta)\w{2,}r[íi]a(?:n|mos)?)\b", "they", "will"),
        (
            rf"{_ES_PRONOUNS}\b(?<!\buna )(?<!\bla )(?<!\bsu )(?<!\bde )(?P<v>{_ES_THIRD}|salen?|llegan?|zarpan?|parten?)\b",
            "they",
            "planned",
        ),
        (r"\b(?:les?|te)~(?:debo|debemos)\b(?!~\w+r\b)(?P<v>)", "we", "planned"),
    ],
    [
        (
            r"\b(?:(?:le|les|te)~)?(?:he~|hemos~)?(?:promet[íi]|prometimos|prometido|dije|dijimos|asegur[ée]|aseguramos"
            r"|garantic[ée]|confirm[ée]~a|confirmé)\b",
            "we",
        ),
        (r"\b(?:confirmado|acordado|quedado|pactado|cerrado)~con\b|\b(?:le~|les~)?di~mi~palabra\b|\bdimos~(?:nuestra|la)~palabra\b", "we"),
        (r"\b(?:quedó|queda|está|quedaba)~(?:acordado|pactado|convenido|hablado)\b(?=~)", "we"),
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
    moving=r"\b(?:(?:voy|vamos)~al?~(?-i:[A-ZÁÉÍÓÚ])\w*|estaré|estaremos|voy~a~estar|vamos~a~estar|viajar\w*|viajo|iré|iremos|ir~a"
    r"|volar|vuelo|asistir\w*|feria)\b",
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
    receive=r"\b(?:recibir(?:[áa]|[íi]a)n?|tendr(?:[áa]|[íi]a)n?|reciben?|recibir|tener|le~llegar[áa]n?)\b",
    fact=(
        r"\b(?:estar[áa]n?~(?:cerrad|de~vacaciones|en|fuera|ausente)|est[áa]n?~|cerrar[áa]n?|empieza|comienza|termina"
        r"|abrir[áa]n?~la~oficina|habrá|hay|será~(?:difícil|fácil|caro|feriado|festivo)|subir[áa]n?|costará|lloverá)"
    ),
)
