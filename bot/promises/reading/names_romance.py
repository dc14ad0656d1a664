"""What a customer's name looks like in Spanish and Portuguese: a person of a firm, a customer told by place. Knows order and words only."""

import re
from collections.abc import Iterator

from bot.promises.reading.mentions import Mention
from bot.promises.reading.shapes import Message, Span

_CAP = r"[A-ZÀ-ÖØ-Ý][\w&'.-]*"
PLACED = re.compile(
    rf"(?P<lead>\b(?:para|pra|pro|con|com|al|ao|a|à)\s+)?(?P<article>(?:el|la|los|o|a|os|nuestro|nuestra|nosso|nossa|mi|meu|minha|un"
    rf"|um)\s+)?"
    rf"(?P<name>\b(?:client[ea]s?|comprador(?:a|es)?|distribuidor(?:a|es)?|importador(?:a|es)?|revendedor(?:a|es)?|agente|representante)"
    rf"\s+(?:de|en|em|do|da|no|na)\s+(?:la\s+|el\s+|los\s+)?{_CAP}(?:\s+(?:(?:de|do|da|del)\s+)?{_CAP})*)",
    re.UNICODE,
)
_FIRM = re.compile(
    r"(?:Lojas?|Casas?|Grupo|Hospital|Cl[ií]nicas?|Hotel(?:es)?|Hotéis|Distribu\w+|Importa\w+|Exporta\w+|Com[eé]rci\w+|Ind[uú]stri\w+"
    r"|Talleres|Tornearia|Oficina|Bodegas?|Granjas?|Fazenda|Finca|Hacienda|[OÓ]pticas?|Conservas?|Textil\w*|Tê?[xX]t[eéê]?il|Têxtil|Tejidos"
    r"|Tecidos|Cerve[jc]er[ií]a|Cervejaria|Corticeira|Madeireira|Maderas|Madeiras|Metal[uú]rgic\w+|Miner[ií]a|Minera\w*|Agr[oóí]\w*"
    r"|Aceros|Aços"
    r"|Naviera|Pesquera|Transport\w+|Log[ií]stica|Supermercados?|Mercado|Farm[aá]cia\w*|Laborat[oó]rios?|Constru\w+|Cer[aâá]mic\w+"
    r"|Vidrios|Vidros|Pl[aá]sticos|Papelera|Editora|Imprenta|Gr[aá]fica|Hidro\w*|El[eé]ctric\w+|Elétric\w+|Auto|Autos|Motores|M[aá]quinas"
    r"|Maquinaria\w*|Herramientas|Ferreter[ií]a|Ferragens|Suministros|Embalajes|Embalagens|Alimentos|Frigor[ií]fico|L[aá]cteos|Laticínios"
    r"|Cooperativa|Col[eé]gio|Escola|Escuela|Univers\w+|Instituto|Muebles|Móveis|Calzados|Calçados|Modas?|Doces|Dulces|Panader[ií]a|Padaria"
    r"|Moinhos?|Molinos?|Qu[ií]mica|Usina|Ingenio|Salinas|Viveros|Semillas|Sementes|Almacenes|Armaz[eé]m|Tintas|Pinturas|Puertos?|Terminal"
    r"|\w{3,}(?:ar[ií]as?|er[ií]as?)|Banco|Seguros|Servi\w+|Sistemas|Tecnolog\w+|Solu\w+|Equipos|Equipamentos|Instrument\w+|Energ[ií]a"
    r"|Petr[oó]\w+|Gas|Gás|Aguas|Águas)"
)
"""The nouns that firms are called by."""
_OF = re.compile(r"\s(?:de\s+la|de\s+los|del|de|da|do|das|dos)\s")
_TITLE = re.compile(
    r"(?:Sra?|Srta|Dra?|Ing|Lic|Eng|Arq|Don|Doña|Dona|Seu|Señora?|señora?|don|doña|dona|seu|ingenier[oa]|licenciad[oa]|arquitect[oa]"
    r"|doctora?|engenheir[oa]|doutora?|profesora?)\.?\s"
)


SPOKEN = re.compile(
    r"\b(?:habl\w+|fal[aeo]\w+|reun\w+|cit\w+|convers\w+)\s+(?:por\s\w+\s+)?(?:con|com)\s+(?:o\s|a\s|la\s|el\s)?$"
    r"|\b(?:dij[eo]\w*|diss\w+|escrib\w+|prometí|prometi)\s+(?:a|al|à|ao|pra|pro|para)\s+(?:o\s|a\s)?$",
    re.IGNORECASE,
)


def parts_of(name: str, start: int, spoken: bool = False) -> Iterator[tuple[int, str]]:
    """ "Haroldo da Lojas Veneza" is a person and a firm; "Casa do Construtor" is one name.
    `spoken`: somebody speaks with them, so a person stands first."""
    article = re.match(r"(?:A|O|As|Os|El|La)\s(?=\S+\.?\s)", name)
    if article and _TITLE.match(name, article.end()):
        start, name = start + article.end(), name[article.end() :]
    for match in _OF.finditer(name):
        person = name[: match.start()]
        titled = bool(_TITLE.match(person))
        if titled or (" " not in person.strip() and not _FIRM.fullmatch(person) and (spoken or _FIRM.match(name, match.end()))):
            yield start, person
            yield start + match.end(), name[match.end() :]
            return
    yield start, name


def placed_in(message: Message) -> Iterator[Mention]:
    """ "el cliente de Bilbao", "nosso cliente em Luanda"."""
    for match in PLACED.finditer(message.masked):
        lead = match.start("lead") if match["lead"] else match.start("article") if match["article"] else match.start("name")
        yield Mention(Span(match.start("name"), match.end("name")), match["name"], 3, Span(lead, match.end("name")))
