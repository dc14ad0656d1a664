"""The English words that tell who undertakes what. Tables only."""

from bot.promises.reading.words import words_of

WE = words_of("i we")
YOU = words_of("you u ya y'all")
THEY = words_of("they he she theyre")
IT = words_of("it that this which there these those everything all both one")
LEAD_INS = words_of(
    "ok okay k yes yeah yep yup sure right so well and but then also thanks thank please no hi hello hey dear btw fyi anyway alright "
    "actually basically honestly great perfect fine good cool hmm ah oh um er sorry update note reminder"
)
ADVERBS = words_of(
    "also then just definitely certainly surely now still gladly personally probably most likely really all both soon quickly even "
    "already finally simply immediately absolutely kindly again first better always each hopefully maybe "
    "perhaps possibly not never honestly actually either only therefore thus asap happily directly today only then only"
)
WILL = words_of("will 'll shall wil wll")
TEAM = words_of(
    "team factory plant warehouse production logistics engineering engineers engineer finance accounting legal management boss manager "
    "colleague colleagues workshop technician technicians office department dept planner purchasing qc qa lab forwarder support service "
    "director ceo company side tech hq rnd r&d crew guys folks"
)
BUYERS = words_of(
    "customer customers client clients buyer buyers distributor dealer importer guy lady prospect owner wholesaler retailer agent "
    "purchaser purchasing contact guys people folks end-user"
)
THINGS = words_of(
    "cheque cheques sample samples quote quotation offer goods order orders shipment shipments container containers cargo"
    " batch lot parts part spares "
    "machine machines pump pumps unit units pallet pallets delivery parcel package box boxes invoice proforma pi certificate cert certs "
    "certificates documents document docs doc manual manuals card cards swatch swatches label labels report drawing drawings"
    " catalogue catalog brochure spec specs datasheet list price prices "
    "pricing rate rates discount refund credit warranty contract draft answer reply feedback payment deposit balance po money funds "
    "remittance prepayment lc l/c bl b/l stuff rest first second half production replacement replacements tracking number photos video "
    "test results tooling mould mold moulds artwork proposal tt t/t transfer wire ones equipment system line material materials product "
    "products pieces pcs steel valves motors bearings tiles cables panels vessel truck trucks freight schedule plan technician visit"
)
THEIR_THINGS = words_of(
    "cheque cheques payment payments deposit balance po money funds remittance prepayment lc l/c downpayment forecast tt t/t"
    " wire cash advance "
    "instalment installment"
)
FETCHES = words_of("pick picks collect collects fetch fetches come comes load loads inspect inspects")
"""What a truck or a driver of theirs does to our goods."""
THEIR_PARTICIPLES = words_of("paid wired transferred remitted settled countersigned")
DONE_TO_THEM = words_of(
    "invoiced credited refunded supplied informed called updated compensated trained reimbursed billed charged notified contacted visited"
)
"""What is done to somebody by a seller."""
FACTS = words_of(
    "start starts begin begins end ends cost costs need needs take takes open opens close closes increase increases rise rises fall "
    "drop drops go-up expire expires last lasts depend depends happen run runs rain snow change changes be-closed look looks seem mean "
    "help work works matter"
)
STATES = words_of(
    "closed delayed held cancelled canceled discontinued postponed needed required based interested open late expensive busy away off out "
    "sick home late happy angry upset delighted fine great nice there-is tight hard difficult easy good bad hot cold higher lower "
    "fun okay ok around here travelling traveling at in on from about like better worse"
)
PRIVATE = words_of(
    "think see sleep eat rest relax walk watch learn study miss retire celebrate know need want like love remember forget understand "
    "believe wonder guess hope skip grab dream feel try-not enjoy regret assume suppose reckon figure bet worry hate die quit probably "
    "read nap shower cook"
)
MOVING = words_of("go fly travel drive wait stay join attend leave head be land arrive commute sit hang")
MEALS = words_of(
    "lunch dinner breakfast coffee tea drink beer snack break holiday vacation pto day week morning afternoon nap leave bus train taxi"
)
TELL = words_of("told assured informed emailed mailed texted wrote said messaged called replied answered tell assure telling telling said")
PROMISED = words_of(
    "promised promise promising promissed promisd committed commit commited guaranteed guarantee guaranteeing pledged pledge undertook "
    "undertake agreed agree vowed swore swear owe owes confirmed confirm assured agreeing offered-to pledging"
)
"""Verbs that make or report a promise."""
LIGHT = words_of("confirmed confirm agreed agree said told wrote")
"""Of these, verbs that need a future after them."""
HEDGES = words_of(
    "might maybe perhaps could would possibly hopefully hope hoping wish probably should 'd id wouldve try-to maybe mayb prolly"
    " considering thinking wondering tempted unlikely ideally dunno unsure"
)
THINGS_GO = words_of(
    "hits hit clears clear reach stays stay remains remain holds goes go ships ship leaves leave arrives arrive comes come"
    " lands land sails departs follows reaches"
)
PAYS = words_of("pay pays sign signs return returns transfer wire remit settle confirm decide approve release open come revert")
"""Of base forms after a name, those that are the other side's to do: "acme pay 30th"."""
NOT = words_of(
    "not n't never cannot cant won't wont dont don't didn't didnt doesn't doesnt isn't isnt wouldn't couldn't can't no-longer"
    " neither nobody refuse refused"
)
ASKING = words_of("can could will would should shall do does did is are was were have has may might am isn't aren't don't won't can't")
WH = words_of("what when where who which how why whose")
SUBJECTS = words_of(
    "i we you u they he she it the our their there this that anyone anybody someone somebody my your these those everyone nobody a an any"
)
ORDER = words_of("please pls plz kindly plse pleas")
WANTING = words_of(
    "want wants wanted need needs needed ask asks asked expect expects expected request requests requested wish wishes demand demands "
    "demanded insist insists push pushing begging chasing hopes hope hoping would likes like asking requesting demanding wanting expecting "
    "needing require requires required wonder wonders wondering prefer prefers"
)
USUAL = words_of("always usually often normally typically generally every never rarely sometimes regularly tends tend habitually seldom")
OWN_VERBS = words_of(
    "send ship deliver get give provide share forward mail email e-mail post courier dispatch supply quote price offer prepare"
    " make do draft "
    "write sign return pay transfer wire remit settle check verify clarify ask call ring phone visit meet come bring take arrange organise "
    "organize book reserve schedule set update revise rework fix repair replace refund credit compensate cover reimburse issue release "
    "produce manufacture finish complete build pack load install train extend keep hold raise lower reduce drop cut match grant"
    " allow waive "
    "include add throw submit upload file order place open approve decide answer reply respond follow revert report review test sample "
    "present show demonstrate translate print label charge invoice bill sell honour honor guarantee confirm let put run start discuss talk "
    "speak sort handle deal drive go push cancel change correct move return swap absorb split sponsor support look find figure try pick "
    "inspect cc loop ping circulate collect assemble calculate cost launch publish remind introduce connect process expedite resend redo "
    "recalculate requote reship hand drop-off fax courier airfreight fly email dm text message chase nail finalise finalize freeze lock "
    "commission host demo ensure secure clear transport prolong exchange dig lend spare allocate earmark stock restock bump upgrade give "
    "compile scan stamp notarise notarize legalise certify recheck remake design redesign engrave paint photograph film measure weigh"
)
"""Base forms that begin an order, a list entry or a second verb phrase."""
THEIR_VERBS = words_of(
    "pay pays sign signs send sends confirm confirms transfer transfers wire wires return returns order orders place places issue issues "
    "decide decides come comes open opens release releases approve approves settle settles visit visits deposit deposits remit remits "
    "countersign countersigns give gives provide provides deliver delivers share shares get gets reply replies answer answers revert "
    "reverts accept accepts audit audits buy buys make makes pick picks collect collects inspect inspects test tests introduce introduces"
    " review reviews put"
)
IRREGULAR_PAST = words_of(
    "sent gave got made did told said went came took brought paid sold kept held met built wrote spoke shipped quoted called confirmed "
    "delivered promised sorted done had been were was found lost won left bought put let set cut signed received forwarded emailed mailed "
    "dispatched issued arranged provided shared submitted replied answered visited checked finished completed approved updated posted"
)
PARTICIPLES = words_of(
    "sent made paid done given built ready there with gone kept held sold brought put written shipped bought cut set met"
    " en-route available "
    "complete underway yours delivered back free"
)
RECEIVE = words_of("gets receives have get receive see find hear enjoy")
BACK = words_of("back approval po order feedback decision answer contract signed payment paid to us sign-off budget green")
STILL_OPEN = words_of("waiting hoping thinking wondering considering looking going having trying aiming")
"""What is being weighed or waited for is not undertaken."""
NOUNS_IN_ING = words_of(
    "being meeting pricing regarding during morning evening spring bearing opening something anything nothing everything training tooling "
    "planning following including packaging drawing starting concerning shipping testing booking"
)
VERBS_TOO = words_of("shipping testing booking following planning")
"""Of these, words that begin a clause as verbs: "shipping Monday"."""
NOT_NEGATIONS = (
    "not a problem",
    "no problem",
    "no worries",
    "no prob",
    "don't worry",
    "dont worry",
    "not to worry",
    "why not",
    "not only",
    "no doubt",
    "no later",
    "not later",
    "whether or not",
    "or not",
    "no matter",
    "no need to worry",
    "np",
    "not sure why",
    "no questions asked",
    "not just",
)
WEAK = words_of("let keep see check look talk discuss think try ping touch know")
"""Without a date of their own these only accompany another promise."""
TAKES_ON = (
    r"(?:i'?m |we'?re )?(?:all )?(?:on it|over it)|leave (?:it|that|this) (?:with|to) me|consider it done|count on it"
    r"|bin dran|mach(?:e)? ich|geht klar|mein wort drauf|ich kümmere mich(?: drum| darum)?|me encargo(?: yo)?|deixa comigo"
    r"|我来(?:办|处理|搞定)?|交给我"
    r"|(?:you have|i gave(?: \w+)?|we gave(?: \w+)?) (?:my|our) word|(?:i|we) (?:said|told (?:them|him|her)) (?:yes|ok|okay|deal)"
    r"|(?:that'?s |you (?:have|got) )?my word|(?:i |we )?promised(?: (?:them|him|her))?|as promised|that'?s a promise|(?:and"
    r" )?that'?s firm|it'?s a deal"
)
"""Said alone, these undertake what was asked or named before."""
