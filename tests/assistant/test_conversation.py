import pytest

from assistant.answer import Turn
from assistant.conversation import answer_before, searched_beside, standalone_question, without_announcement

BEFORE = "Hoeveel huurwoningen komen er aan de Molenweg?"


@pytest.mark.parametrize(
    "text",
    [
        "En voor ouderen?",
        "En de scholen?",
        "Maar wie betaalt het?",
        "Waarom?",
        "Waarom niet?",
        "Hoeveel?",
        "Wat kost dat?",
        "Wie betaalt dat plan?",
        "Wanneer is dat klaar?",
        "Hoe lang duurt het?",
        "Hoe zit het met ouderen?",
        "En hoe zit dat bij jeugdhulp?",
        "Wat is daarvan het doel?",
        "Voor welke wijken?",
        "Welke wijken?",
        "En in 2022?",
        "Zijn ze al begonnen?",
        "Looptijd?",
        "En de kosten?",
        "Hoe vaak per jaar?",
        "Voor hoeveel jaar maximaal?",
        "Waarom niet bij een gewoon besluit van de raad?",
        "Welke geldt er nog?",
        "Hoe lang moet je dan wachten op een woning?",
        "En wanneer is het weer klaar?",
        "Maar wat willen ze op de langere termijn met de oude wijk doen?",
        "En als zo'n flat niet verhuurd wordt?",
        "Waarom zijn het er geen van die zeven geworden?",
        "Hoe hoog worden die huurwoningen straks eigenlijk gebouwd?",
        "Wie merkt daardoor iets op straat?",
        "Waar werd het eerste gebouwd?",
        "Dus?",
        "Risico's?",
        "Wat moet een huurder dan betalen?",
        "Mag een inwoner dan bezwaar maken?",
    ],
)
def test_a_follow_up_is_read_together_with_the_question_before_it(text: str) -> None:
    standalone = standalone_question(text, [Turn(BEFORE, "240.")])

    assert standalone.startswith(BEFORE.rstrip("?"))
    assert standalone.endswith(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wat is jeugdhulp?",
        "jeugdhulp",
        "Komt er een rondweg?",
        "Waarom komt er geen rondweg?",
        "Wat staat er over energie?",
        "En wat betaalt de gemeente voor zonnepanelen?",
        "Wat doet de gemeente met het zwembad?",
        "Is het zwembad open?",
        "Hoe komt het dat gemeenten steeds geld tekortkomen?",
        "Krijgen kinderen die lang wachten hulp?",
        "Wil de gemeente dat kinderen meedoen?",
        "Wat is de woondeal en wie hoort daarbij?",
        "Komen er meer bomen dan nu?",
        "Als ik mijn huis isoleer, krijg ik dan subsidie?",
        "Hoe zorgt de gemeente ervoor dat ouderen meedoen?",
        "Gelden er voor scholen dezelfde eisen als voor winkels?",
        "Welke vergunningen heeft een winkel nodig?",
        "Wat staat er in deze nota over fietsen en parkeren?",
        "Hoeveel bomen plant de gemeente?",
        "Is het waar dat huurwoningen gesloopt worden?",
        "Waarom krijgt een school niet meer geld?",
        "Welke doelen zijn er?",
        "Hoe zorgt de gemeente ervoor dat een huurwoning betaalbaar blijft?",
        "Klopt het dat drie scholen sluiten in het dorp?",
        "Klopt het dat 30 procent van de woningen sociale huur wordt?",
        "Hoe vraag ik een vergunning dan wel ontheffing aan?",
    ],
)
def test_a_full_question_on_another_subject_drags_nothing_along(text: str) -> None:
    assert standalone_question(text, [Turn(BEFORE, "240.")]) == text


def test_a_second_follow_up_leans_on_the_last_full_question() -> None:
    earlier = [Turn("Wat is de koers voor energie?"), Turn(BEFORE), Turn("En voor ouderen?")]

    assert standalone_question("En in 2025?", earlier) == f"{BEFORE.rstrip('?')} – En in 2025?"


def test_after_a_change_of_subject_a_follow_up_leans_on_the_new_subject() -> None:
    earlier = [Turn(BEFORE), Turn("Wat doet de gemeente met het zwembad?")]

    assert "zwembad" in standalone_question("Wat kost dat?", earlier)
    assert "Molenweg" not in standalone_question("Wat kost dat?", earlier)


@pytest.mark.parametrize(
    ("before", "text", "alone"),
    [
        ("Wat doet de gemeente voor ouderen?", "En voor jongeren?", "Wat doet de gemeente voor jongeren?"),
        ("Wat staat er in de agenda over afval en grondstoffen?", "En over water?", "Wat staat er in de agenda over water?"),
        ("Welke plannen zijn er bij wonen?", "en met de scholen", "Welke plannen zijn er met de scholen?"),
    ],
)
def test_another_subject_takes_the_place_of_the_one_before(before: str, text: str, alone: str) -> None:
    assert standalone_question(text, [Turn(before)]) == alone


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Komt er een rondweg?", "En voor jongeren?"),
        ("Wat krijgen jongeren voor hulp in 2025?", "En voor ouderen?"),
        ("Wat doet de gemeente voor ouderen?", "En wat kost dat?"),
        ("Wat staat er over wonen?", "En bij 5.3?"),
    ],
)
def test_without_a_subject_to_take_the_place_of_both_are_read(before: str, text: str) -> None:
    assert standalone_question(text, [Turn(before)]).endswith(f"– {text}")


@pytest.mark.parametrize("earlier", [[], [Turn("")], [Turn("En?")], [Turn("  ", "Een antwoord.")]])
def test_a_follow_up_to_nothing_stays_as_it_is(earlier: list[Turn]) -> None:
    assert standalone_question("Wat kost dat?", earlier) == "Wat kost dat?"


def test_the_answers_of_earlier_turns_are_no_part_of_the_question() -> None:
    assert "geheim" not in standalone_question("Wat kost dat?", [Turn(BEFORE, "Een geheim.")])


def test_a_follow_up_is_searched_with_the_beginning_of_the_answer_before_it_too() -> None:
    assert searched_beside("Wat kost dat?", "Er komen 240 woningen.") == "Er komen 240 woningen. – Wat kost dat?"
    assert searched_beside("Wat kost dat?", "woord " * 500) == "woord " * 40 + "– Wat kost dat?"


@pytest.mark.parametrize(
    "turn",
    [
        Turn(BEFORE),
        Turn(BEFORE, "Dat staat niet in deze documenten."),
        Turn(BEFORE, "Dat staat niet in deze documenten. Het woord “wolven” komt in deze documenten niet voor."),
        Turn(BEFORE, "Daar gaan deze documenten niet over.", refused=True),
    ],
)
def test_where_nothing_was_answered_there_is_nothing_to_search_with(turn: Turn) -> None:
    assert searched_beside("Wat kost dat?", answer_before("Wat kost dat?", standalone_question("Wat kost dat?", [turn]), [turn])) == ""


@pytest.mark.parametrize(
    ("text", "answer"),
    [("Wat kost dat?", "Er komt een loket."), ("En het eerste punt?", "Er komt een loket."), ("En voor jongeren?", ""), ("Komt er een rondweg?", "")],
)
def test_the_answer_before_belongs_to_a_follow_up_on_the_same_subject(text: str, answer: str) -> None:
    earlier = [Turn("Wat doet de gemeente voor ouderen?", "Er komt een loket.")]

    assert answer_before(text, standalone_question(text, earlier), earlier) == answer


def test_a_third_turn_leans_on_the_first_when_the_second_leans_on_it() -> None:
    earlier = [Turn("Wat doet de adviesraad voor sport?"), Turn("Hoe vaak vergadert die adviesraad in een jaar?")]

    assert standalone_question("Wie betaalt dat?", earlier) == "Wat doet de adviesraad voor sport – Wie betaalt dat?"


def test_after_a_question_of_a_single_dus_another_is_read() -> None:
    assert standalone_question("Komt er een rondweg?", [Turn("Dus?", "240.")]) == "Komt er een rondweg?"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("En wat gebeurt er concreet voor het tweede?", "snelle procedures"),
        ("Wat kost het laatste?", "geld uit de spaarpot"),
        ("En het eerste punt?", "grond"),
    ],
)
@pytest.mark.parametrize(
    "answer",
    ["Het gaat om drie dingen: grond, snelle procedures, en geld uit de spaarpot.", "3 dingen:\ngrond.\nsnelle procedures.\ngeld uit de spaarpot."],
)
def test_a_follow_up_can_point_at_an_item_of_the_list_before(text: str, item: str, answer: str) -> None:
    assert standalone_question(text, [Turn(BEFORE, answer)]).endswith(f"{text} ({item})")


def test_a_place_that_the_list_before_does_not_have_adds_nothing() -> None:
    assert standalone_question("En het negende?", [Turn(BEFORE, "Twee dingen: grond, geld.")]).endswith("– En het negende?")


@pytest.mark.parametrize("text", ["Waar gaan deze documenten over?", "Wat staat er in die stukken?"])
def test_the_documents_are_all_of_them_and_point_at_nothing_before(text: str) -> None:
    assert standalone_question(text, [Turn(BEFORE, "240.")]) == text


@pytest.mark.parametrize("text", ["Wat doet het tweede zwembad?", "Wanneer was de eerste wethouder er?"])
def test_a_first_or_second_thing_that_is_named_points_at_no_list(text: str) -> None:
    assert standalone_question(text, [Turn(BEFORE, "Twee dingen: grond, geld.")]) == text


@pytest.mark.parametrize(
    "text",
    [
        "Iets heel anders: komt er een rondweg?",
        "Dank u. Nu een ander onderwerp: komt er een rondweg?",
        "Duidelijk. Iets anders: komt er een rondweg?",
    ],
)
def test_words_that_announce_a_new_subject_are_not_searched_for(text: str) -> None:
    assert without_announcement(text) == "komt er een rondweg?"
    assert standalone_question(text, [Turn(BEFORE, "240.")]) == text


@pytest.mark.parametrize("text", ["Is het plan anders: ja of nee?", "Komt er een rondweg?", "Wat is er bij wonen anders: de bouw of de grond?"])
def test_other_questions_are_searched_as_they_are(text: str) -> None:
    assert without_announcement(text) == text


def test_the_subject_that_an_announcement_names_is_kept() -> None:
    assert without_announcement("Goed. Ander onderwerp, over de wegen: komt er een rondweg?") == "over de wegen: komt er een rondweg?"


@pytest.mark.parametrize("text", ["En met welke partijen?", "En voor hoeveel geld?", "En over dat laatste?", "En voor wie geldt dat?"])
def test_what_asks_or_points_after_en_takes_the_place_of_nothing(text: str) -> None:
    assert standalone_question(text, [Turn("Wat doet de gemeente voor ouderen?")]) == f"Wat doet de gemeente voor ouderen – {text}"


def test_a_part_that_takes_the_place_of_a_part_alone_stands_alone() -> None:
    assert standalone_question("En bij 5.3?", [Turn("5.2?")]) == "En bij 5.3?"


def test_an_answer_that_begins_as_a_label_of_an_answer_is_one() -> None:
    text, earlier = "En hoe lang duurt dat?", [Turn(BEFORE, "Beantwoording van vragen gebeurt binnen een maand.")]

    assert answer_before(text, standalone_question(text, earlier), earlier) == earlier[0].answer


def test_a_time_is_no_list() -> None:
    assert "(" not in standalone_question("En de tweede?", [Turn(BEFORE, "Er komt een markt om 10:30 uur, op het plein, en dan meer.")])
