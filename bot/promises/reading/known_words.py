"""Words that are no customer although they stand where one could. Tables only, lower case."""

from bot.promises.reading import english_words as w


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CALENDAR = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february"
    " march april may june "
    "july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas xmas easter"
    " ramadan eid cny "
    "q1 q2 q3 q4 today tomorrow tonight eod eow eom cob asap eta etd noon lunes martes miércoles miercoles jueves viernes"
    " sábado domingo montag "
    "dienstag mittwoch donnerstag freitag samstag sonntag segunda terça quarta quinta sexta enero febrero marzo abril mayo"
    " junio julio agosto "
    "septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro januar"
    " februar märz "
    "juni juli oktober dezember natal navidad weihnachten ostern cet cest est pst gmt utc jst ist am pm hoy mañana heute morgen hoje amanhã"
)
TRADE = _words(
    "ce iso fob cif cfr exw ddp dap fca cpt moq oem odm pi po lc tt bl b/l l/c t/t coo coa msds rohs reach ul fda sgs tuv tüv"
    " pdf ppt xls excel "
    "word cad dwg usb hs rfq rfp nda crm erp kpi sku usd eur rmb cny gbp jpy usa eu uk asia europe africa america latam emea apac dhl ups "
    "fedex tnt ems maersk msc whatsapp wechat zoom teams skype slack email gmail linkedin excel english german spanish chinese french "
    "portuguese japanese italian korean arabic russian ok okay api app pcs ctn gp hq fcl lcl awb atex nsf gots pse ccc ped en din astm api "
    "pvc pe pp abs led lcd hvac ip65 rev v2 v3 ii iii iv tbd tba fyi btw imo np nb ps pps re fw fwd cc vat gst duty net"
    " incoterms incoterm ag "
    "datev sap si no yes ja nein sí sim não ce-zertifikat vp ceo cfo coo cto hr it qa qc rd r&d bom moa csr tds sds eta etd epd"
)
PLACES = _words(
    "shanghai ningbo shenzhen guangzhou beijing qingdao tianjin xiamen yiwu hongkong hong kong hamburg rotterdam antwerp bremen"
    " genoa valencia "
    "barcelona madrid lisbon lisboa porto santos paulo rio buenos aires lima callao bogota bogotá panama colon veracruz"
    " manzanillo houston miami "
    "york angeles chicago savannah seattle toronto vancouver london felixstowe southampton paris marseille berlin munich münchen frankfurt "
    "cologne düsseldorf stuttgart vienna wien zurich zürich milan milano rome istanbul izmir dubai jebel ali riyadh jeddah doha"
    " kuwait cairo alexandria "
    "lagos accra tema mombasa nairobi durban johannesburg cape town mumbai nhava sheva delhi chennai mundra karachi dhaka"
    " chittagong colombo "
    "singapore jakarta manila bangkok laem chabang hanoi saigon haiphong seoul busan incheon tokyo yokohama osaka kobe nagoya"
    " sydney melbourne "
    "brisbane auckland germany france spain portugal italy poland turkey russia ukraine egypt nigeria ghana kenya india"
    " pakistan bangladesh china "
    "japan korea vietnam thailand malaysia indonesia philippines australia canada mexico méxico brazil brasil argentina chile"
    " peru perú colombia "
    "ecuador españa deutschland österreich schweiz frankreich italien polen alemania francia italia alemanha frança espanha"
    " itália japão warsaw "
    "prague budapest stockholm oslo copenhagen helsinki dublin brussels amsterdam canton guangdong zhejiang taiwan taipei"
    " dallas boston atlanta curitiba "
    "monterrey guadalajara santiago quito montevideo sevilla bilbao nürnberg hannover leipzig köln gdansk piraeus koper constanta odessa"
)
COMMON = (
    w.OWN_VERBS
    | w.THINGS
    | w.LEAD_INS
    | w.ADVERBS
    | w.WILL
    | w.TEAM
    | w.BUYERS
    | w.WE
    | w.YOU
    | w.THEY
    | w.IT
    | w.NOT
    | w.HEDGES
    | w.WANTING
    | w.TELL
    | w.PROMISED
    | w.ASKING
    | w.WH
    | w.SUBJECTS
    | w.ORDER
    | w.USUAL
    | w.PARTICIPLES
    | w.RECEIVE
    | w.IRREGULAR_PAST
    | w.STATES
    | w.FACTS
    | w.PRIVATE
    | w.MOVING
    | w.MEALS
    | w.THEIR_VERBS
    | CALENDAR
) | _words(
    "for to into onto the a an our my your his her its their them him us me you and or of in on at by with from as if when once"
    " new old big small next last first "
    "second third final full partial half extra more less other another same different free special best better good bad main"
    " whole rest each "
    "every both few many some any all no this that these those here there now later soon ready review approval testing test"
    " tests production "
    "customs shipment sampling shipping sea air road rail reference comparison information info confirmation feedback"
    " discussion evaluation "
    "inspection installation training launch fair exhibition show meeting call visit site project projects tender bid contract agreement "
    "purchase orders stock sale sales marketing export import market markets country region season year years month months week"
    " weeks day days "
    "hour hours minute minutes time times date deadline weekend holiday money cash credit account bank wire transfer freight"
    " transport truck sea "
    "customer's client's everyone everything something anything nothing nobody someone anybody somebody people person team's"
    " hand hands way ways "
    "case cases reason reasons problem problems issue issues claim claims complaint complaints repair repairs question questions request "
    "requests option options version versions size sizes colour colours color colors model models type types design designs"
    " label labels logo "
    "packaging packing box carton cartons bag bags print file files photo photos picture pictures video videos image images"
    " link links sheet "
    "manual manuals guide instructions drawing sketch plan plans layout details detail numbers number figure figures data"
    " summary minutes notes "
    "note slides deck presentation report analysis breakdown calculation estimate budget cost costs fee fees tax duty insurance"
    " penalty bonus "
    "rebate price pricing term terms condition conditions payment exclusivity warranty guarantee spare parts part component components "
    "replacement accessory accessories tool tools kit kits set sets piece pair pump pumps valve valves motor motors bearing bearings cable "
    "cables panel panels tile tiles fabric yarn cotton steel wood glass paper plastic rubber food oil gas water solar battery"
    " batteries light "
    "lights lamp lamps chair chairs table tables door doors window windows machine line lines plant unit units tank tanks tube"
    " tubes pipe pipes "
    "container pallet truckload load lot batch trial pilot demo mockup prototype prototypes preview proof proofs sign-off"
    " signoff go-live sure "
    "free shipping least most end beginning start middle top bottom half latest earliest work works support service help advice idea ideas "
    "sake instance example now good ever real fun granted long short term while what whom how why which where than then so too"
    " very much just "
    "only also even still yet already again always never often down up out off over under above below between among through"
    " during before after "
    "until since because although though unless while whether either neither nor per via versus about around approx roughly"
    " exactly max min "
    "total subject regarding concerning according due thanks thank please sorry dear hello hi hey regards best cheers ok sir"
    " madam gentlemen "
    "one two three four five six seven eight nine ten twelve twenty thirty fifty hundred thousand percent pct dollar dollars"
    " euro euros bucks grand k "
    "delivery deliveries expedite express courier mail post letter form forms survey study certificate compliance quality"
    " customs clearance "
    "collection pickup pick-up warehouse storage office headquarters head branch shop store showroom hotel airport port harbour"
    " terminal dock "
    "lunch dinner breakfast coffee drink drinks gift gifts present card cards birthday wedding party happy glad able nothing be"
    " been being get "
    "goes went gone done made given taken sent shipped paid signed agreed confirmed updated revised corrected signed-off approved stamped "
    "green red blue black white grey silver gold urgent urgently important asap priority high low top-priority internal external technical "
    "commercial legal financial annual monthly weekly daily yearly quarterly volume discount refund compensation deposit advance balance "
    "like want need know think see look seems maybe perhaps guess hope wish sounds say said says tell tells told ask asked"
    " asking talk talked "
    "spoke speaking met meet meeting called calling reply replied answer answered wrote write writing got having had has have"
    " was were is are am "
    "stainless ceramic leather dosing hydraulic electric spec mixed sorted dealt happens happening comes looking follow-up"
    " followup heads-up "
    "exclusive exclusively agency distribution distributorship sole whatever anyways promise promises commitment task todo item"
    " items bullet point points update list lists log remind reminder action job jobs"
)
GERMAN_NOUNS = _words(
    "angebot muster bestellung auftrag ware sendung lieferung container paket unterlagen dokumente zertifikat zertifikate"
    " rechnung proforma katalog "
    "preis preise preisliste produktion maschine maschinen pumpe pumpen teil teile ersatzteile lkw zeichnung zeichnungen"
    " material charge palette "
    "paletten anlage anlagen bericht datenblatt datenblätter gutschrift kunde kunden kundin käufer einkäufer händler rabatt"
    " nachlass skonto bonus "
    "zahlung zahlungsziel anzahlung restzahlung geld überweisung akkreditiv tage tag wochen woche monat monate jahr jahre"
    " jahresende stunde stunden "
    "uhr ende anfang mitte garantie gewährleistung schulung montage installation termin besuch anruf rückmeldung antwort"
    " bescheid info infos "
    "vertrag verträge entwurf stück stk euro prozent liste version kopie original freigabe prüfung abnahme test tests werk"
    " lager messe büro chef "
    "schicke sende mache gebe melde bringe liefere prüfe kläre rufe hole besorge erstelle kümmere bestätige frage informiere"
    " besuche stelle lasse nehme übernehme verlängere halte biete firma firmen habe hab haben hat leute jungs kollege kollegen"
    " kollegin technik techniker vertrieb einkauf logistik buchhaltung versand spedition qualität reklamation problem frage"
    " fragen "
    "grüße gruß danke hallo moin morgen abend mittag nachmittag vormittag früh urlaub pause ihnen sie ihr ihre ihren ihrem ihm"
    " wir uns unser unsere ich du "
    "mail e-mail email telefon video bilder fotos foto foto farbe größe menge mengen kosten fracht frachtkosten zoll bezirk"
    " gebiet exklusivität "
    "alleinvertretung vertretung vertriebspartner partner lieferant konditionen sonderpreis listenpreis mindestmenge ersatz"
    " austausch reparatur "
    "kulanz entschädigung zuschuss werbekostenzuschuss marketing restbetrag rest betrag saldo bank lieferschein liefertermin"
    " lieferzeit zusage "
    "gespräch treffen meeting telefonat protokoll plan layout skizze entscheidung wunsch bedarf projekt auftragsbestätigung ab"
    " auf aus bei bis das dass "
    "dem den der die ein eine einen einer es für im in mit nach noch nur oder schon und vom von vor wenn zu zum zur"
)
GERMAN_NOUN_ENDING = (
    "ung",
    "ungen",
    "heit",
    "keit",
    "schaft",
    "tion",
    "tionen",
    "tät",
    "nis",
    "nisse",
    "muster",
    "preis",
    "preise",
    "liste",
    "blatt",
    "blätter",
    "teile",
    "anlage",
    "pumpen",
    "angebot",
    "termin",
    "rabatt",
    "schein",
    "zeit",
    "kosten",
    "plan",
    "nummer",
    "zertifikat",
    "maschine",
    "maschinen",
    "ware",
    "betrag",
    "protokoll",
    "bericht",
    "ziel",
    "garantie",
    "ventile",
    "motoren",
    "entwurf",
    "vertrag",
    "rechnung",
    "ende",
    "woche",
    "tage",
    "monat",
)
ROMANCE = _words(
    "el la los las un una unos unas de del al a en con por para sin y e o que se lo le les nos me te mi su tu sus o a os as um"
    " uma do da dos das no na nos nas ao "
    "à pra pro com em por mais muestra muestras cotización cotizacion oferta presupuesto pedido mercancía mercancia envío"
    " contenedor carga paquete "
    "documentos documento certificado certificados factura proforma catálogo catalogo precio precios producción máquinas"
    " máquina bombas bomba piezas pieza repuestos "
    "entrega camión barco orden planos plano material lote equipo equipos informe empresa cliente clientes comprador descuento"
    " rebaja pago anticipo saldo transferencia "
    "dinero contrato crédito garantía garantia exclusividad muestrario ficha técnica lista lunes martes viernes semana mes día"
    " días año años fin hoy mañana "
    "amostra amostras cotação cotacao proposta orçamento mercadoria mercadorias contêiner pacote certificado nota fiscal preço"
    " preços tabela produção "
    "peça peças caminhão navio laudo laudos desenho desenhos relatório desconto pagamento sinal depósito boleto prazo"
    " exclusividade sexta segunda terça quarta "
    "quinta feira sábado domingo amanhã hoje semana mês dia dias ano anos fim enviar mandar hacer fazer entregar pagar"
    " confirmar llamar ligar preparar dar "
    "todo toda todos todas nuevo nueva novo nova gratis sí si sim não no ya já muy muito más mas pero porque cuando quando voy"
    " vou vamos va vai van vão "
    "hola olá oi buenas bom boa bien bem gracias obrigado obrigada favor eu yo nosotros nós gente equipe time fábrica fabrica"
    " técnico jefe chefe "
    "ellos ellas eles elas él ele ella ela usted ustedes você vocês vc quedé quedamos fiquei prometí prometi prometimos"
    " prometemos combinei acordamos "
    "después depois luego logo también também entonces então aviso nota ojo ok envío mando paso preparo llamo confirmo doy"
    " entrego ayer ontem disse dijo le les lhe "
    "semana próxima próximo que es é son são fue foi ha tem tiene hay há esta este esto isso esse essa estas estos estes tras"
    " antes según segundo hasta até desde"
)
NOT_NAMES = TRADE | CALENDAR
