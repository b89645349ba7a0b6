"""What a question asks for, and how near to its subject a text gives it. By form alone."""

import time

import pytest

from assistant.asked import FACTS, asked_fact, signals


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Hoeveel euro kost de brug?", "money"),
        ("Hoeveel geven we uit aan bruggen?", "money"),
        ("Hoeveel wordt er aan de brug besteed?", "money"),
        ("Hoeveel boeken geeft de bieb mee?", "count"),
        ("Wat zijn de kosten van de brug?", "money"),
        ("Hoeveel krijgt elke wijk voor groen?", "money"),
        ("Hoeveel bomen krijgt elke wijk?", "count"),
        ("Hoeveel krijgen er een huis?", "count"),
        ("Hoe hoog is het tarief voor de brug?", "money"),
        ("Wie betaalt de kosten van de brug?", "who"),
        ("Is er budget voor de brug?", None),
        ("Welk percentage fietst?", "share"),
        ("Op welke dag opent de brug?", "day"),
        ("Hoe lang duurt de bouw?", "duration"),
        ("Wanneer opent de brug?", "time"),
        ("Hoe laat opent de brug?", "hour"),
        ("Hoeveel bruggen komen er?", "count"),
        ("Wie leidt de bouw van de brug?", "person"),
        ("Wie is de nieuwe voorzitter?", "person"),
        ("Hoe heet de directeur van de haven?", "person"),
        ("Welke gemeenten bouwen mee?", "place"),
        ("In welke straat komt de brug?", "place"),
        ("Welke bedrijven bouwen mee?", "organisation"),
        ("Wie betaalt de brug?", "who"),
        ("Waarom komt er een brug?", "reason"),
        ("Wat doet de gemeente met de brug?", None),
        ("Waarom staat er op welke dag de brug opent?", "reason"),
        ("Waarom hoort u niet wie de brug betaalt?", "reason"),
        ("Hoe hoog wordt het nieuwe brug-tarief?", "money"),
        ("Wat zijn in 2025 de totale jaarlijkse kosten?", "money"),
        ("Wat is het doel van de subsidie?", None),
        ("Bij welk loket hoort de subsidie voor een brug?", None),
        ("Naar welk adres gaat een vraag over het bedrag?", None),
        ("In welk jaar is 100% van de bruggen veilig?", "time"),
        ("Met welk inflatiepercentage is gerekend?", "share"),
        ("Hoeveel % fietst?", "share"),
        ("Welk % van de huizen is duurzaam?", "share"),
        ("Wat is het rentepercentage?", "share"),
        ("En waarom staat er op welke dag?", "reason"),
        ("Hoe hoog ligt de boete?", "money"),
        ("Hoe hoog is per jaar de subsidie?", "money"),
        ("Wat is het maximaal bedrag?", "money"),
        ("Wat zijn ongeveer de kosten?", "money"),
        ("Wat is de hoogte van de subsidie?", "money"),
        ("Wat moet de subsidie opleveren?", None),
        ("Weet u wat de boete inhoudt?", None),
        ("Wat is een boete?", None),
        ("Wat gaat de nieuwe brug over de rivier kosten?", "money"),
        ("Wat mag dat kosten?", "money"),
        ("Wat heeft de brug tot nu toe gekost?", "money"),
        ("Wat gaat het college doen aan de kosten?", None),
        ("Wat moet er veranderen aan hoge kosten?", None),
        ("Wat zal het Rijk met de kosten van de brug?", None),
        ("Met hoeveel procent stijgt de huur van de brug?", "share"),
        ("Wat doet de gemeente om dertig procent van de bruggen te sluiten?", None),  # the question gives that percentage
        ("Wie krijgt als eerste een brug?", None),  # a group needs no name
        ("Wie komen er in aanmerking voor een brug?", None),
        ("Wie mag er gebruikmaken van de brug?", None),
        ("Wie krijgt de opdracht voor de brug?", "who"),
        ("Wie moet de brug herstellen?", "who"),
        ("Wie bouwt de brug?", "who"),
        ("Hoe hoog was de opkomst?", "count"),
        ("Hoe groot wordt het plein?", "count"),
        ("En hoe breed wordt het pad bij de brug?", "count"),
        ("Hoe ver zijn jullie met de brug?", None),
        ("Weet u hoe ver de plannen gaan?", None),
        ("Mag ik namen van bewoners in een brief zetten?", None),
        ("Staat de naam van de bewoner in het besluit?", None),
        ("Mag ik de namen van de leden weten?", "person"),
        ("Wat zijn de namen van de leden?", "person"),
        ("Is bekend wie de voorzitter is?", "who"),
        ("Wie beslist in welke straat de brug komt?", "who"),
        ("Hoeveel salaris krijgt de directeur van de brug?", "money"),
        ("Hoeveel rijkssubsidie krijgt de brug?", "money"),
        ("Welke aannemer bouwt de brug?", "organisation"),
        ("Welke aannemers bouwen bruggen?", None),  # may be told as a kind: "aannemers uit de buurt"
        ("Hoe heet de nieuwe school?", "organisation"),
    ],
)
def test_the_kind_of_fact_is_read_from_how_it_is_asked(question: str, fact: str | None) -> None:
    found = asked_fact(question)

    assert (found.name if found else None) == fact


@pytest.mark.parametrize(
    ("question", "given", "lacking"),
    [
        ("Hoeveel euro kost de brug?", "De brug kost 5 euro.", "De brug komt in mei."),
        ("Hoeveel bruggen komen er?", "Er komen zeven bruggen.", "Er komen bruggen in 2030."),
        ("Wie leidt de bouw van de brug?", "De bouw van de brug staat onder leiding van Anna de Wit.", "De VNG bouwt de brug."),
        ("Welke gemeenten bouwen de brug?", "Aan de brug bouwt ook Zilverwoude mee.", "Aan de brug bouwt ook het Rijk mee."),
        ("Welke gemeenten bouwen de brug?", "Aan de brug bouwt ook Zwolle mee.", "Aan de brug bouwt ook het Rijk mee."),
        ("Hoe laat gaat de brug open?", "De brug gaat om zeven uur open.", "De brug gaat in mei open."),
        ("Hoe vaak gaat de brug open?", "De brug gaat eens per kwartaal open.", "De brug gaat vaak open."),
        ("Waarom komt de brug er?", "De brug komt er omdat het water stijgt.", "De brug komt er."),
        ("Wat kost de brug?", "De brug is gratis.", "Van de brug zijn nog geen kosten bekend."),
        ("Wat kost de brug?", "Aan de brug zijn geen kosten verbonden.", "De brug kent veel kosten."),
        ("Wie bouwt de brug?", "Zomavo bouwt de brug.", "Vrijwilligers bouwen de brug."),
        ("Wie beslist over de brug?", "De raad stelt vast waar de brug komt.", "Vrijwilligers bouwen de brug."),
        ("Wie betaalt de brug?", "De brug wordt betaald door de provincie.", "De brug is de grootste van de gemeente."),
        ("Wie financiert de isolatie?", "Kosten: de corporatie betaalt de isolatie.", "De isolatie is duur voor de corporatie."),
        ("Waarom gaat de brug dicht?", "De brug gaat dicht. De oorzaak: er is geen geld meer om de roest te verven.", "De brug gaat dicht."),
        ("Aan welke straten ligt de brug?", "Molenkade langs de brug;", "Regenwaterafvoer langs de brug;"),
    ],
)
def test_a_fact_lacks_when_no_sentence_gives_one(question: str, given: str, lacking: str) -> None:
    fact = asked_fact(question)

    assert fact is not None
    assert signals(question, [given], lambda term: 1.0).get(f"lacks_{fact.name}", 0.0) == 0.0
    assert signals(question, [lacking], lambda term: 1.0)[f"lacks_{fact.name}"] == 1.0


def test_a_fact_far_from_the_subject_counts_less_than_one_beside_it() -> None:
    text = "Wat de brug over de rivier kost, is niet bekend. De haven kost 5 euro."

    assert 0 < signals("Hoeveel euro kost de brug over de rivier?", [text], lambda term: 1.0)["lacks_money"] < 1


def test_a_year_is_wanted_in_the_first_passage_before_the_others() -> None:
    question, texts = "Wat kost de brug in 2031?", ["De brug kost 5 euro.", "In 2031 komt er een haven."]

    assert signals(question, texts, lambda term: 1.0)["lacks_year_first"] == 1.0
    assert "lacks_year" not in signals(question, texts, lambda term: 1.0)


def test_without_passages_everything_asked_lacks() -> None:
    assert signals("Hoeveel euro kost de brug?", [], lambda term: 1.0)["lacks_money"] == 1.0


def test_no_question_keeps_the_search_for_a_fact_busy() -> None:
    start = time.perf_counter()
    for word in ("de", "maximale", "voor", "die deze"):
        asked_fact(f"Wat is {f'{word} ' * 200}zaak?")
    asked_fact("wat gaat " * 2000)

    assert time.perf_counter() - start < 1


def test_the_day_of_a_date_counts_nothing() -> None:
    count = next(fact for fact in FACTS if fact.name == "count")

    assert not count.stands_in("Op 14 juni 2023 stemden gemeenten in.", set())
    assert count.stands_in("Op 14 juni stemden 12 gemeenten in.", set())
