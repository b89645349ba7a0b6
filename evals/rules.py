"""The rules and signals of answering that can be switched off, one at a time. What each of them brings is for effects.py.

The product has no switches for this. What stands behind a name of the code is replaced in this process while the assistant is put together
and asked, so that all the rest is the code that serves. A name that the code no longer has stops the command.
"""

import math
import re
from collections.abc import Iterator, Sequence, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace

from assistant import (
    answerable,
    asked_names,
    composition,
    conversation,
    evidence,
    evidence_reader,
    finding,
    naming,
    question,
    quoting,
    service,
    spelling,
    verify,
)
from assistant.answer import Hit
from assistant.answerable import READING, Judge
from assistant.asked import FACTS
from assistant.evidence import EvidenceSentence
from assistant.evidence_reader import EvidenceReader
from assistant.kinds import agreements, comparison, found_list, general, parts
from assistant.nearness import Nearness
from assistant.refusal_weights import WEIGHTS
from assistant.sentence_weights import WEIGHTS as SENTENCE_WEIGHTS
from assistant.spelling import Speller
from corpus.document import Passage
from evals.ablations import replaced
from ingest import units

NOTHING = re.compile(r"(?!)")  # matches no text
Swap = tuple[ModuleType | type, str, object]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule or signal; `swaps` say what stands in for what, by the module (or class) that calls it and its name there."""

    label: str
    swaps: tuple[Swap, ...]

    @contextmanager
    def off(self) -> Iterator[None]:
        """Switch the rule off inside the block."""
        with ExitStack() as stack:
            for place, name, stand_in in self.swaps:
                stack.enter_context(replaced(place, name, stand_in))
            yield


class _NoKind:
    """Stands in for a kind of question: recognises none."""

    name = "none"

    def __init__(self, *parts: object) -> None:
        pass

    def recognises(self, question: question.Question, hits: tuple[Hit, ...]) -> bool:
        return False


def _without(label: str, place: ModuleType | type, name: str, stand_in: object) -> Rule:
    return Rule(label, ((place, name, stand_in),))


def _unweighed(label: str, *signals: str) -> Rule:
    return _without(label, answerable, "WEIGHTS", WEIGHTS | dict.fromkeys(signals, 0.0))


def _raised_by_document_alone(asked: question.Question, passage: Passage, documents: Set[str], people: Set[str]) -> float:
    return finding.NAMED_DOCUMENT if documents == {passage.document_id} else 0.0


def _as_chosen(passage: Sequence[EvidenceSentence], chosen: Sequence[EvidenceSentence]) -> list[EvidenceSentence]:
    return [one for one in passage if one in chosen]


FACT_LABELS = {
    "money": "een bedrag",
    "share": "een percentage",
    "day": "een dag",
    "hour": "hoe laat",
    "duration": "hoe lang of hoe vaak",
    "time": "wanneer",
    "count": "een aantal",
    "person": "een persoon",
    "place": "een plaats",
    "organisation": "een organisatie",
    "who": "wie",
    "reason": "een reden",
}
RULES: dict[str, tuple[Rule, ...]] = {
    "De vraag begrijpen": (
        _without("typefouten verbeteren", service, "Speller", lambda build: SimpleNamespace(correct=lambda text: (text, ()))),
        _without("typefouten: ook naar gewone woorden die de documenten niet hebben", spelling, "ranks", lambda: {"de": 1}),
        _without("los geschreven samenstellingen aaneen", Speller, "_is_one", lambda speller, one, other: False),
        _without("groet, dank en hoofdletters weglaten, en een vraagteken erachter", service, "plain_question", lambda text: text),
        _without("vervolgvraag aanvullen", service, "standalone_question", lambda text, earlier: text),
        _without("“en voor jongeren?”: een ander onderwerp in plaats van het vorige", conversation, "OTHER_SUBJECT", NOTHING),
        _without("“en het tweede?”: het punt uit de lijst erbij", conversation, "_with_item", lambda text, answer: text),
        _without("vervolgvraag: ook zoeken met het antwoord ervoor", finding, "BESIDE", 0.0),
        _without("vervolgvraag: wat net is gezegd telt minder", evidence_reader, "SAID", 1.0),
        _without("aankondiging van een nieuw onderwerp weglaten", service, "without_announcement", lambda text: text),
        _without("de naam van de eigen gemeente lezen als “de gemeente”", service, "without_place", lambda text, documents: text),
        _without("een vereniging of rekenkamer lezen als “wij”", naming, "_makers", lambda text, documents: []),
        _without("een kop die de vraag aanhaalt", service, "quoted_headings", lambda text, sections, documents: frozenset()),
        _without("genoemd document eerder in de hits", finding, "NAMED_DOCUMENT", 0.0),
        _without("genoemd onderdeel (nummer), of wie het gevraagde ambt heeft, bovenaan in de hits", finding, "_raise", _raised_by_document_alone),
    ),
    "Soorten vragen": (
        _without("vaste teksten (groet, mening, opdracht)", composition, "FixedKind", _NoKind),
        _without("vragen over de documenten zelf", composition, "CatalogueKind", _NoKind),
        _without("vergelijkingen", composition, "ComparisonKind", _NoKind),
        _without("vergelijking: jaren bij één onderdeel houden", comparison, "_of_one_part", lambda hits, sides: hits),
        _without("vergelijking: een kant die erover zwijgt", comparison, "SILENT", 0.0),
        _without(
            "vergelijking zonder vergelijkend woord (“wat zeggen de agenda en het bericht”)", comparison, "_asks_each", lambda asked, named: False
        ),
        _without("alles onder een kop die de vraag aanhaalt", composition, "SectionKind", _NoKind),
        _without("afspraken uit het register", composition, "AgreementsKind", _NoKind),
        _without("register: afspraken over een onderwerp", agreements.AgreementsKind, "_on_topic", lambda kind, *asked: []),
        _without("register: plannen in gewone woorden (“wat gaan ze doen tegen …”)", agreements, "INTENDED", NOTHING),
        _without("register: onderdeel genoemd bij een woord van zijn kop", agreements.AgreementsKind, "_qualified", lambda kind, *asked: None),
        _without("register: alleen wat onder een genoemde kop staat", agreements, "NARROWED", math.inf),
        _without("register: alleen wat een genoemde naam bevat", agreements.AgreementsKind, "_of_name", lambda kind, asked, lists: lists),
        _without("register: alleen wat voor een genoemd jaar is", agreements.AgreementsKind, "_of_year", lambda kind, asked, lists: lists),
        _without("register: alleen wat op een genoemd moment klaar moet zijn", agreements, "asked_moment", lambda text: frozenset()),
        _without("register: een thema heeft genummerde delen", agreements, "THEME", NOTHING),
        _without("register: hoe het met een voorstel of motie afliep", agreements, "OUTCOME", NOTHING),
        _without("register: een doel bij zijn nummer (“doelstelling 1.2”)", question, "GOAL", NOTHING),
        _without("lijst onder de kop die zegt wat gevraagd is", composition, "HeadedKind", _NoKind),
        _without("alles onder een kop die in elk deel staat", composition, "RecurringKind", _NoKind),
        _without("koppen van wat een zin telt (“vijf ontwikkelpunten”)", composition, "PartsKind", _NoKind),
        _without("koppen die de tekst erboven aankondigt (“Het gaat om:”)", parts, "ANNOUNCES", NOTHING),
        _without("hele lijst als de hits in één lijst staan", composition, "FoundListKind", _NoKind),
        _without("hele lijst: niet als de beste zin ver van de lijst staat", found_list, "LEAST_OF_LIST", 0.0),
        _without("hele lijst: de lijst waar de beste zin naar terugwijst (“hierboven”)", found_list, "UPWARDS", NOTHING),
        _without("hele lijst: alleen van wat geteld wordt", found_list, "COUNTED", NOTHING),
        _without("hele lijst: niet als één punt alleen antwoordt", found_list, "ALONE", 0.0),
        _without(
            "hele lijst: ook als er geen gevraagd is, van een zin die hem aankondigt",
            found_list.FoundListKind,
            "_gives_what_is_asked",
            lambda kind, asked, lead_in: False,
        ),
        _without("hele lijst: onder een kop waarvan de vraag elk woord noemt", found_list.FoundListKind, "_headed", lambda kind, asked, hits: []),
        _without(
            "hele lijst: onder een kop, als het beste punt daarvan maar een paar woorden heeft", found_list, "bare_list", lambda build, passage: []
        ),
        _without("hele lijst: van een open vraag (“wat doet …”) met de beste punten in één lijst", found_list, "OPEN", NOTHING),
        _without("hele lijst: bij een doel wat ervoor gedaan wordt", found_list.FoundListKind, "_done_for", lambda kind, asked, hits: ""),
        _without("hele lijst: niet van wat wel is, als gevraagd is wat niet is", question, "ASKS_NOT", NOTHING),
    ),
    "Weigeren": (
        _without("ver van alle passages", answerable, "NEAR_ENOUGH", -math.inf),
        _without("deel van de woorden dat ergens voorkomt", Nearness, "_known", lambda nearness, term: 1.0),
        _without("eerste passage heeft bijna alle woorden: dichtbij", Judge, "_holds", lambda judge, asked, hits: False),
        _without("genoemd onderdeel bestaat niet", answerable, "_missing_part", lambda asked, passages, build: ""),
        _without("genoemde naam komt nergens voor", answerable, "_missing_name", lambda asked, passages, build: ""),
        _without("genoemd jaar staat niet in de passages", answerable, "_missing_year", lambda asked, passages, build: ""),
        _without("“waarom” met een verkeerd jaar of een andere aanname: toch antwoorden", answerable, "WHY", NOTHING),
        _without("een naam met een woord erachter (“Beatrixschoolterrein”) kennen", asked_names, "begins_with_known", lambda word, build: False),
        _without(
            "een naam die alleen zegt wie er vraagt (“mijn zus in Spanje”) houdt niets tegen", asked_names, "is_situation", lambda name, asked: False
        ),
        _without("enige onderwerp komt nergens voor", answerable, "_missing_subject", lambda asked, passages, build: ""),
        _without("net niet: het geleerde oordeel en de cijfers samen", Judge, "_near_miss", lambda judge, asked, passages: (math.inf, "")),
        _without("net niet: bedrag, percentage of dag ontbreekt", answerable, "FIGURES", ()),
        _without("net niet: wie een ambt heeft, staat nergens", answerable, "asked_office", lambda asked: ""),
        _without("net niet: een cijfer van een ander dan de gevraagde naam", answerable, "is_of_another", lambda asked, fact, said, build: ""),
        _without("net niet: een ander jaar dan het gevraagde", answerable, "_of_another_year", lambda asked, said: ""),
        _without(
            "de rij van een tabel die de vraag noemt, of een bedrag onder zo’n kop, geeft wat gevraagd is",
            Judge,
            "_is_named_by_the_question",
            lambda judge, asked, likeliest: False,
        ),
        _without("net niet: zeggen wat er wel staat", general, "_instead", lambda evidence: []),
    ),
    "Signalen van het geleerde oordeel": (
        _unweighed("vraag en zin samen lezen", READING),
        _unweighed("vraag naar ja of nee", "yes_no"),
        _unweighed("vraag naar iets precies", "precise"),
        _unweighed("jaar ontbreekt", "lacks_year_first", "lacks_year"),
        *(_unweighed(f"{FACT_LABELS[name]} gevraagd", f"asks_{name}", f"lacks_{name}") for name in dict.fromkeys(fact.name for fact in FACTS)),
    ),
    "Signalen van de geleerde keuze": tuple(
        _without(label, evidence_reader, "SENTENCE_WEIGHTS", SENTENCE_WEIGHTS | {signal: 0.0})
        for signal, label in {
            "near": "betekenis van de zin",
            "passage_near": "betekenis van de passage",
            "passage_score": "score van de passage bij het zoeken",
            "words": "gedeelde woorden, ook die van de zin ervoor",
            "fact": "het soort feit dat gevraagd is",
            "opens": "opent de passage",
            "asks": "vraagt zelf iets",
            "loose": "zegt op zichzelf niets (aanloop, ondertekening)",
            "long": "lengte",
            "sums_up": "somt op, bij een vraag naar een lijst",
        }.items()
    ),
    "Zinnen kiezen": (
        _without("zinnen die bij elkaar horen, bij elkaar houden", units, "CONTINUES", NOTHING),
        _without("de punten van één lijst lezen als één plaats", evidence_reader, "_place", lambda passage: passage.id),
        _without("het hoofd van een brief telt weinig", evidence_reader, "OF_A_HEAD", 1.0),
        _without("een regel die alleen de titel is, telt weinig", evidence_reader, "OF_A_TITLE", 1.0),
        _without("een zin die ontkent wat gevraagd is, telt weinig", evidence_reader, "DENIED_HERE", 1.0),
        _without("een tekst die er zoveel telt als gevraagd zijn, telt zwaarder", evidence_reader, "AS_COUNTED", 1.0),
        _without("een later document met hetzelfde feit ernaast", evidence_reader, "with_later", lambda asked, scored, wanted, documents: scored),
        _without("het veld dat het gevraagde geeft eerst", evidence_reader, "_with_field", lambda asked, scored: scored),
        _without("een punt van een paar woorden met zijn aanloop", evidence, "SHORT", 0),
        _without("eenvoudige zin naast het origineel", units, "_aligned", lambda original, plain: units._own(original)),
        Rule("verdere passages naast de eerste", tuple((quoting, name, 1.0) for name in ("BESIDE", "BESIDE_IN_SUBJECT"))),
        _without("naast één losse zin eerder een verdere passage", quoting, "BESIDE_ONE", quoting.BESIDE),
        _without(
            "plaatsen die om het antwoord strijden, lezen met de vraag",
            EvidenceReader,
            "_read_together",
            lambda reader, asked, scored: scored,
        ),
        _without("tussen passages telt ook wat het zoeken van de passage vindt", evidence_reader, "over_passages", lambda likely, candidates: likely),
        Rule(
            "hoogstens een paar zinnen",
            tuple((quoting, most, math.inf) for most in ("MOST_OF_ONE", "MOST_OF_DECISION", "MOST_OF_REASON", "MOST_OF_MORE", "MOST_OF_SUBJECT")),
        ),
        _without("een zin meer voor ja of nee", quoting, "MOST_OF_DECISION", quoting.MOST_OF_ONE),
        _without("meer zinnen voor een reden", quoting, "MOST_OF_REASON", quoting.MOST_OF_ONE),
        _without("meer als alles over een onderwerp gevraagd wordt", quoting, "ASKS_SUBJECT", NOTHING),
        _without("van een verdere passage alleen zinnen die dicht bij de beste komen", quoting, "NEAR", 0.0),
        _without("wat voor de beste zin staat alleen als het enigszins waarschijnlijk is", quoting, "NEAR_BEFORE", 0.0),
        _without("wel de zin waar de beste zin op leunt", quoting, "LEANS", NOTHING),
        _without("weinig naast één zin die de hele lijst noemt", quoting, "NEAR_OF_SUMMED", 0.0),
        _without("de zin die het zegt opent het antwoord", quoting, "_opening", lambda asked, chosen: min(chosen, key=lambda one: one.number)),
        _without("een zin die op een opsomming doorgaat opent geen antwoord", quoting, "GOES_ON", NOTHING),
        _without("bij een feit, of ja of nee, van de eerste passage alleen wat enigszins waarschijnlijk is", quoting, "NEAR_OF_FACT", 0.0),
        _without("ja of nee: de zin die beslist eerst", quoting, "VERB_FIRST", NOTHING),
        _without("een getal of dag gevraagd: de zin die het geeft eerst", quoting, "LIFTED", ()),
        _without("een aantal gevraagd: van wat gevraagd is", quoting, "counts_what_is_asked", lambda text, asked: False),
        _without("een reden gevraagd: de zin die hem geeft eerst", quoting, "CAUSAL", NOTHING),
        Rule("een opsomming in lopende tekst heel, tot het laatste", tuple((quoting, name, _as_chosen) for name in ("enumerated", "unbroken"))),
        _without("een reeks namen alleen", quoting, "named_at_once", lambda asked, every, chosen: list(chosen)),
        _without("de punten onder een zin die telt", parts.PartsKind, "_points", lambda kind, asked, sentence, count: []),
        _without("een zin die alleen telt bij het eerste", quoting, "together", lambda ordered: [[one] for one in ordered]),
    ),
    "Nakijken": (
        _without("elke zin nakijken", verify, "_fault", lambda statement, named, build: ""),
        _without("getallen, namen en ontkenningen van eigen zinnen", verify, "_unproven", lambda text, named: ""),
        _without("tellingen", verify, "_miscounted", lambda text, named, build: ""),
        _without("wat over een document gezegd wordt", verify, "_unlisted", lambda text, build, on: ""),
    ),
}
