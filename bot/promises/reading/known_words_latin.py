"""German and Romance words that are no customer although they stand where one could. Tables only, lower case."""

from bot.promises.reading.words import words_of

GERMAN_NOUNS = words_of(
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
    "fliesen",
    "schreiben",
    "bericht",
    "zeichnung",
    "zeichnungen",
    "unterlagen",
    "karte",
    "karten",
    "vertrag",
    "entwurf",
    "mappe",
    "proben",
    "probe",
    "bestand",
    "termin",
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
ROMANCE = words_of(
    "siempre nunca sempre visita visitas llamada llamadas reunión reunião ligação el la los las un una unos unas de del al a"
    " en con por para sin"
    " y e o que se lo le les nos me te mi su tu sus o a os as um"
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
