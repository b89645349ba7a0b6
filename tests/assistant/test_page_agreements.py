"""The tab with the register: what it shows is what it downloads, and nothing in it is markup."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect
from test_page import DANGEROUS, Reading, Visit, address, browser, visit  # noqa: F401

from assistant.page.agreements import SHOWN_COUNT, render_agreements
from assistant.register import Choice
from assistant.service import Assistant

DAY = date(2022, 5, 31)


def shown(assistant: Assistant, choice: Choice) -> str:
    return render_agreements(assistant.agreement_cards(choice, DAY), choice, assistant.documents(DAY))


def test_every_agreement_stands_under_its_theme_with_what_it_names(assistant: Assistant) -> None:
    words = Reading(shown(assistant, Choice())).text

    for expected in (
        "7 afspraken",
        "1. Wonen",
        "Jaarplan 2022 gemeente Zilverwoude, geldend",
        "Doelstelling",
        "2.1 Kortere wachttijd",
        "wie: De gemeente",
    ):
        assert expected in words


def test_the_list_says_for_each_document_how_complete_it_is(assistant: Assistant) -> None:
    words = Reading(shown(assistant, Choice(document="koers-2030"))).text

    assert "geen afspraken herkend" in words and "Download" not in words


def test_the_links_download_the_same_choice(assistant: Assistant) -> None:
    html = shown(assistant, Choice(theme="1", kind="goal", year=2025, q="huizen & starters"))

    assert 'href="api/v1/agreements?format=xlsx&amp;theme=1&amp;kind=goal&amp;year=2025&amp;q=huizen+%26+starters"' in html


def test_of_very_many_agreements_the_first_are_shown_and_that_is_said(assistant: Assistant) -> None:
    card = assistant.agreement_cards(Choice(), DAY)[0]

    html = render_agreements([card] * (SHOWN_COUNT + 1), Choice(), ())

    assert html.count("<li>") == SHOWN_COUNT and f"de eerste {SHOWN_COUNT}" in html


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_of_a_document_or_a_choice_is_markup(assistant: Assistant, text: str) -> None:
    def page(text: str) -> Reading:
        card = assistant.agreement_cards(Choice(), DAY)[0]
        agreement = replace(card.agreement, text=text, theme=text, goal_title=text, due=text, actor=text)
        told = replace(assistant.documents(DAY)[0], structure=text)
        return Reading(render_agreements([replace(card, agreement=agreement, status_label=text)], Choice(q=text), [told]))

    assert [one for one in page(text).elements if one != "br"] == [one for one in page("harmless").elements if one != "br"]


def test_a_person_chooses_agreements_and_downloads_them(visit: Visit) -> None:  # noqa: F811
    page = visit.page
    page.get_by_role("tab", name="Afspraken").click()
    expect(page.locator("#afspraken h2")).to_have_text("7 afspraken")

    page.get_by_label("Woorden in de afspraak").fill("jeugdconsulent")
    page.get_by_role("button", name="Toon afspraken").click()
    expect(page.locator("#afspraken h2")).to_have_text("1 afspraak")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()

    assert download.value.suggested_filename == "afspraken.xlsx"
    assert "q=jeugdconsulent" in download.value.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert visit.complaints == []


def test_a_wrong_year_is_explained(visit: Visit) -> None:  # noqa: F811
    page = visit.page
    page.get_by_role("tab", name="Afspraken").click()
    page.get_by_label("Jaar").fill("straks")
    page.get_by_role("button", name="Toon afspraken").click()

    expect(page.get_by_role("alert")).to_contain_text("vier cijfers")
