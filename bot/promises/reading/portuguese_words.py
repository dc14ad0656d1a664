"""The Portuguese forms that tell who undertakes what. `v` in a form is where the wording begins. Tables only."""

from bot.promises.reading.european_grammar import GAP, grammar

_PT_PRONOUNS = rf"(?:(?:te|lhe|lhes|o|a|os|as|me|nos|já|se){GAP}){{0,3}}"
_PT_FIRST = (
    "envio|mando|passo|faço|preparo|ligo|confirmo|dou|entrego|despacho|retorno|respondo|fecho|seguro|mantenho|ofereço|verifico"
    "|checo|vejo|levo|trago|cobro"
    "|resolvo|agendo|reservo|pago|peço|subo|compartilho|encaminho|coto|aviso|atualizo|assino|reviso|devolvo|troco|reponho"
    "|embarco|posto|apresento|damos|visito|baixo|libero|providencio|consigo|organizo|garanto"
)
_PT_THIRD = (
    "pagam?|enviam?|mandam?|assinam?|confirmam?|transferem?|depositam?|devolvem?|entregam?|respondem?|visitam?|liberam?"
    "|liquidam?|abrem?|emitem?|aprovam?"
    "|decidem?|passam?|vêm|vem|retornam?|fazem?|faz|dão|acertam?|quitam?|fecham?|recebem?"
)
PORTUGUESE = grammar(
    [
        (rf"\b(?:eu{GAP}(?:já{GAP})?(?:(?:te|lhe|lhes|o|a){GAP})?|lhes?{GAP})(?P<v>{_PT_FIRST})\b", "we", "will"),
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
        (
            rf"\ba~gente~(?:te~|lhe~|já~)*(?P<v>{_PT_THIRD}|manda|envia|prepara|liga|dá|segura|mantém|oferece|embarca|despacha|libera"
            rf"|entrega|confirma|devolve|troca|passa|responde|fecha)\b",
            "we",
            "planned",
        ),
        (
            rf"{_PT_PRONOUNS}\b(?<!\bde )(?<!\bdo )(?<!\bum )(?<!\bao )(?<!\bo )(?<!\bno )(?<!\bseu )(?<!\bcom )(?<!\bpor )"
            rf"(?P<v>{_PT_FIRST}"
            rf"|(?!(?:temos|somos|estamos|fomos|esperamos|queremos|vamos|podemos|devemos|precisamos|ramos|termos|mesmos|últimos"
            rf"|próximos|gostamos|conseguimos)\b)\w{{3,}}[aei]mos)\b",
            "we",
            "planned",
        ),
        (
            r"\ba~gente~(?:(?:já|lhes?|te|os?|as?)~)*(?P<v>(?!(?:vai|tem|pode|consegue|acha|espera|precisa|deve|sabe|está|fica|era"
            r"|nunca|ainda|sempre"
            r"|gosta|pensa|soube|teve|disse|fosse|pudesse|queria|faria|almoça|janta|viaja|toma|come|sai|volta|chega|fala|conversa"
            r"|descansa)\b)\w{3,}(?:[ae]|õe|ém|ai))\b",
            "we",
            "planned",
        ),
        (r"\b(?:estou|estamos|tô|to)~(?P<v>\w+ndo)", "we", "planned"),
        (rf"{_PT_PRONOUNS}\b(?:vai|vão|irá|irão)~(?:(?:te|lhe|nos|me)~)*(?P<v>\w{{2,}}r(?:-\w+)?)\b", "they", "will"),
        (rf"{_PT_PRONOUNS}\b(?P<v>\w{{2,}}(?:rá|rão))\b", "they", "will"),
        (r"\b(?:me~encarrego|nos~encarregamos|cuido|cuidamos)~de~(?P<v>\w+r(?:-\w+)?)\b", "we", "will"),
        (r"\bque~(?:(?:lhes?|o|a|nos|me|já)~)*(?P<v>(?!poder|dever)\w{2,}ria(?:m|mos)?)\b", "they", "will"),
        (
            rf"{_PT_PRONOUNS}\b(?<!\buma )(?<!\ba )(?<!\bsua )(?<!\bde )(?P<v>{_PT_THIRD}|saem?|sai|chegam?|seguem?|embarcam?|partem?"
            rf"|zarpam?)\b",
            "they",
            "planned",
        ),
    ],
    [
        (
            r"\b(?:(?:te|lhe|lhes)~)?(?:prometi|prometemos|combinei|combinamos|garanti|garantimos|assegurei|falei|avisei|fiquei"
            r"|ficamos|fico|me~comprometi|nos~comprometemos|prometo|me~comprometo|acertei|fechei|acordei|acordamos)\b(?=~(?:que|de"
            r"|a|com|ao|à|pra|para|pro|o|os|as|uma?|n[ao]|[A-ZÀ-Ý\w]))",
            "we",
        ),
        (r"\b(?:confirmado|combinado|acertado|fechado)~com\b|\b(?:dei|demos)~(?:a~)?(?:minha|nossa)~palavra\b", "we"),
        (
            r"\b(?:ficou|fica|está|tá)~(?:combinado|acordado|acertado|prometido)\b(?=~)",
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
