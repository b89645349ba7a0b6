import html
import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.answer import Answer, AnswerStatus, Citation, Hit, Statement, Turn
from assistant.api import create_api
from assistant.page import mount_page
from assistant.page.rendering import as_turn, escape, render_answer, render_earlier, render_introduction, render_problem
from assistant.service import Assistant, DocumentCard, PassageView
from corpus.document import Document, DocumentStatus, Edition, Passage, PassageKind, Span

DAY = date(2022, 5, 31)
QUESTION = "Wat doet de gemeente aan de wachttijd voor jeugdhulp?"
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
DANGEROUS = (
    '<script>window.kwaad = 1</script> <img src="http://elders.example/a.png" onerror="window.kwaad = 1"> <b onclick=x>',
    "![](http://elders.example/b.png) [x](javascript:window.kwaad=1) [y]: http://elders.example",
    "**vet** _schuin_ ~~weg~~ `code` $x^2$ $$y$$ \\(z\\) | a | b | &lt;u&gt; &#60;i&#62;",
    "# Kop\n\n## Kop\n\n    ingesprongen\n\n- lijst\n1. lijst\n> aanhaling\n```\ncode\n```\n---\n| a |\n|---|\n| b |",
    "http://elders.example www.elders.example piet@elders.example :smile: </details></div>",
)


# What is shown, as HTML


class Reading(HTMLParser):
    """Reads rendered HTML as a browser does: the elements it makes, and the text a person sees."""

    def __init__(self, rendered: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""
        self.feed(rendered)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def passage(text: str, number: int = 1) -> Passage:
    span = Span(1000 * number, 1000 * number + len(text))
    path = ("2 Buiten", "2.1 Speelplekken")
    return Passage(f"plan-{number}", "plan", Edition.ORIGINAL, "s", path, 4, span, text, PassageKind.PROSE, (Span(0, len(text)),))


PLAN = Document("plan", "Buurtplan", "plan.md", date="2022")


def citation(passage: Passage, quote: str, number: int = 1, plain: str | None = None) -> Citation:
    start = passage.text.index(quote)
    facts = (PLAN.id, PLAN.title, PLAN.date, DocumentStatus.EXPIRED, "verlopen", passage.edition, passage.heading_path, passage.page)
    return Citation(number, *facts, passage.id, start, start + len(quote), quote, plain)


def answer(*citations: Citation, status: AnswerStatus = AnswerStatus.ANSWERED, question: str = "Komt er een speelplek?", **changed: object) -> Answer:
    facts = {
        "question": question,
        "standalone": question,
        "on": DAY,
        "kind": "fact",
        "status": status,
        "statements": tuple(Statement(citation.quote, (citation.number,)) for citation in citations),
        "citations": citations,
        "hits": (),
        "notices": (),
        "rejected": (),
        "writer": "quoting",
        "stamp": {},
        "seconds": {},
    }
    return Answer(**(facts | changed))  # type: ignore[arg-type]


def render(answer: Answer, *section: Passage) -> str:
    views = {passage.id: PassageView(passage, PLAN, "verlopen", section, None, "") for passage in section}
    return render_answer(answer, views, {PLAN.id: PLAN})


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_reads_the_same_and_holds_no_character_with_a_meaning(text: str) -> None:
    escaped = escape(text)

    assert html.unescape(escaped.replace("<br>", "\n")) == text
    assert re.fullmatch(r"(?:[^\W_]| |&#\d+;|<br>)*", escaped)


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_from_outside_makes_an_element(text: str) -> None:
    harmless = re.sub(r"[^\n]", "x", text)

    def page(text: str) -> Reading:
        found = passage(f"Voor. {text} Na.")
        shown = answer(citation(found, text, plain=text), question=text, notices=(text,))
        refusal = answer(status=AnswerStatus.UNCLEAR, question=text, statements=(Statement(f"Nee. {text}", ()),), hits=(Hit(found, 1.0, 1),))
        card = DocumentCard(Document("a", text, "a.md"), DocumentStatus.IN_FORCE, text, (), 1, (text,))
        earlier = render_earlier([Turn(text, text)])
        return Reading(render(shown, found) + render(refusal, found) + earlier + render_introduction([card]) + render_problem(text))

    assert page(text).elements == page(harmless).elements


def test_half_a_character_becomes_a_replacement_mark() -> None:
    assert html.unescape(escape("a\ud800b")) == "a\ufffdb"


def test_a_rendered_answer_is_one_html_block_for_markdown() -> None:
    found = passage("Eerste alinea.\n\n\n    Tweede alinea.")

    assert "\n" not in render(answer(citation(found, found.text), notices=("Een\n\nregel",)), found)


def test_every_statement_links_to_its_source_and_the_source_marks_the_quote() -> None:
    found = passage("Er komt een speelplek bij. Ouders praten mee.")

    shown = render(answer(citation(found, "Ouders praten mee.", plain="Ouders mogen meedoen.")), found)

    assert 'href="#bron-1"' in shown and 'id="bron-1"' in shown
    assert "<mark>Ouders praten mee&#46;</mark>" in shown
    words = Reading(shown).text
    for expected in ("Buurtplan", "2022", "verlopen", "bladzijde 4", "2 Buiten › 2.1 Speelplekken", "Oorspronkelijke tekst", "In gewone taal"):
        assert expected in words


def test_a_source_shows_its_nearest_neighbours_and_that_more_is_left_out() -> None:
    section = [passage(f"Alinea {number}.", number) for number in range(1, 10)]

    words = Reading(render(answer(citation(section[4], "Alinea 5.")), *section)).text

    assert re.findall(r"Alinea (\d)\.", words.split("Oorspronkelijke tekst")[1]) == ["3", "4", "5", "6", "7"]
    assert words.count("[…]") == 2


def test_a_plain_edition_is_named_as_such() -> None:
    found = passage("Er komt een speelplek.")
    quoted = citation(found, found.text)
    plain = Citation(**{name: getattr(quoted, name) for name in Citation.__slots__} | {"edition": Edition.PLAIN})

    assert "Eenvoudige versie" in Reading(render(answer(plain), found)).text


def test_a_refusal_shows_its_label_and_its_text() -> None:
    refusal = answer(status=AnswerStatus.OPINION, statements=(Statement("Vraag het aan mensen.", ()),))

    words = Reading(render(refusal)).text

    assert "Hier is een oordeel van mensen nodig" in words and "Vraag het aan mensen." in words
    assert "Bronnen" not in words


def test_a_label_that_the_text_begins_with_is_not_said_twice() -> None:
    label = "Dat staat niet in deze documenten"
    refusal = answer(status=AnswerStatus.NOT_IN_DOCUMENTS, statements=(Statement(f"{label}. Kies een ander woord.", ()),))

    assert Reading(render(refusal)).text.count(label) == 1


def test_an_answer_that_failed_is_explained() -> None:
    assert "Stel uw vraag over een paar minuten opnieuw." in Reading(render(answer(status=AnswerStatus.FAULT))).text


def test_items_with_their_own_number_are_a_list_and_their_lead_in_is_not() -> None:
    texts = ("De doelen zijn:", "1. Meer groen.", "2. Minder steen.", "Dat is alles.")

    shown = Reading(render(answer(statements=tuple(Statement(text, ()) for text in texts))))

    assert shown.elements[-5:] == ["p", "ul", "li", "li", "p"]


def test_a_refusal_names_the_three_nearest_passages() -> None:
    hits = tuple(Hit(passage(f"Alinea {number}.", number), 1 / number, number) for number in range(1, 6))

    words = Reading(render(answer(status=AnswerStatus.NOT_IN_DOCUMENTS, hits=hits))).text

    assert re.findall(r"Alinea (\d)\.", words) == ["1", "2", "3"]


def test_a_full_answer_shows_no_status_and_a_partial_one_does() -> None:
    found = passage("Er komt een speelplek.")

    assert "Beantwoord" not in render(answer(citation(found, found.text)), found)
    assert "Deels beantwoord" in render(answer(citation(found, found.text), status=AnswerStatus.PARTIAL), found)


def test_an_earlier_turn_is_shown_short_and_kept_within_the_limits_of_a_question() -> None:
    found = passage("woord " * 3000)

    turn = as_turn(answer(citation(found, found.text)))

    assert len(turn.answer) == 10_000
    assert len(Reading(render_earlier([turn])).text) < 300


def test_the_introduction_names_program_documents_and_limits() -> None:
    card = DocumentCard(PLAN, DocumentStatus.EXPIRED, "verlopen", (Edition.ORIGINAL,), 3, ("Bladzijde 2 heeft geen tekst.",))

    words = Reading(render_introduction([card])).text

    for expected in (
        "computerprogramma",
        "niet met een mens",
        "Buurtplan (2022, verlopen)",
        "Bladzijde 2 heeft geen tekst",
        "geen mening",
        "letterlijk",
    ):
        assert expected in words


# What the server opens


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://elders.example",
        "/gradio_api/call/ask",
        "/gradio_api/openapi.json",
        "/gradio_api/stream/a",
        "/gradio_api/vibe-code",
        "/gradio_api/runs",
        "/gradio_api/reset",
        "/svelte/a.js",
        "/monitoring",
        "/manifest.json",
        "/login",
    ],
)
def test_a_route_of_gradio_that_the_page_does_not_need_does_not_exist(app: FastAPI, path: str) -> None:
    client = TestClient(app, follow_redirects=False)

    assert {client.get(path).status_code, client.post(path, json={}).status_code} == {404}


def test_no_function_of_the_page_is_offered_to_programs(app: FastAPI) -> None:
    assert TestClient(app).get("/gradio_api/info").json() == {"named_endpoints": {}, "unnamed_endpoints": {}}


def test_the_page_is_dutch_and_names_neither_gradio_nor_another_host(app: FastAPI) -> None:
    page = TestClient(app).get("/").text

    assert '<html lang="nl">' in page
    assert "<script>" not in page
    assert not re.search(r"""(src|href|content)=["'](https?:)?//""", page)
    assert not re.search(r"gradio\.app|@gradio|built with", page, re.I)


# What a person meets in the browser


def serve(app: FastAPI) -> Iterator[str]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    yield from serve(app)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("geen browser: chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Visit:
    """A page in the browser, with what it asked for and what it complained about."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)
        expect(page.get_by_text("U praat hier met een computerprogramma")).to_be_visible()

    def ask(self, question: str) -> None:
        self.page.get_by_label("Uw vraag").fill(question)
        self.page.get_by_role("button", name="Vraag", exact=True).click()


@pytest.fixture(params=[1280, 360], ids=["desktop", "mobile"])
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    page = browser.new_page(viewport={"width": request.param, "height": 800}, locale="nl-NL")
    yield Visit(page, address)
    page.close()


def test_a_person_asks_reads_and_checks_the_source(visit: Visit, address: str, assistant: Assistant) -> None:
    page = visit.page
    visit.ask(QUESTION)

    expect(page.locator(".antwoord h2")).to_have_text(QUESTION)
    source = page.locator("details.bron").first
    mark = source.locator("mark")
    expect(mark).not_to_be_visible()
    page.locator("a[href='#bron-1']").first.click()
    expect(mark).to_be_visible()
    assert mark.inner_text().split() == assistant.answer(QUESTION, (), DAY).citations[0].quote.split()
    source.locator("summary").click()
    expect(mark).not_to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [url for url in visit.requests if not url.startswith((address, "data:"))] == []
    assert visit.complaints == []


def test_earlier_questions_stay_visible_until_a_new_conversation(visit: Visit) -> None:
    page = visit.page
    visit.ask(QUESTION)
    expect(page.locator(".antwoord h2")).to_have_text(QUESTION)
    visit.ask("En wie betaalt dat?")
    expect(page.locator(".antwoord h2")).to_have_text("En wie betaalt dat?")
    expect(page.locator(".eerder .vraag")).to_have_text([QUESTION])

    page.get_by_role("button", name="Nieuw gesprek").click()

    expect(page.locator(".antwoord")).to_have_count(0)
    expect(page.locator(".eerder")).to_have_count(0)
    expect(page.get_by_text("U praat hier met een computerprogramma")).to_be_visible()


def test_an_example_is_asked_with_one_click(visit: Visit) -> None:
    example = "Wat doet de gemeente aan de wachttijd voor jeugdhulp?"  # from the sample's documents.toml

    visit.page.get_by_role("button", name=example).click()

    expect(visit.page.locator(".antwoord h2")).to_have_text(example)


def test_the_keyboard_is_enough(visit: Visit) -> None:
    page = visit.page
    page.get_by_label("Uw vraag").focus()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    link = page.locator("a[href='#bron-1']").first
    expect(link).to_be_visible()

    link.focus()
    page.keyboard.press("Enter")

    expect(page.locator("mark").first).to_be_visible()


def test_an_empty_question_is_explained_at_the_field(visit: Visit) -> None:
    visit.ask("   ")

    expect(visit.page.locator("#melding").get_by_role("alert")).to_be_visible()
    expect(visit.page.get_by_text("U praat hier met een computerprogramma")).to_be_visible()


def test_a_script_in_a_question_does_nothing(visit: Visit, address: str) -> None:
    question = f"{QUESTION} {DANGEROUS[0]} {DANGEROUS[1]}"
    visit.ask(question)

    expect(visit.page.locator(".antwoord h2")).to_have_text(question)
    visit.ask(QUESTION)
    expect(visit.page.locator(".eerder .vraag")).to_have_text([question])
    assert visit.page.evaluate("window.kwaad") is None
    assert [url for url in visit.requests if not url.startswith((address, "data:"))] == []


def test_a_fault_shows_a_number_to_report(browser: Browser, assistant: Assistant) -> None:
    questions = 0

    def current() -> Assistant:
        nonlocal questions
        questions += 1
        if questions > 1:  # the first call is the introduction
            raise RuntimeError("no")
        return assistant

    for address in serve(mount_page(create_api(current, lambda: DAY), current, lambda: DAY)):
        visit = Visit(browser.new_page(), address)
        visit.ask(QUESTION)
        expect(visit.page.get_by_role("alert")).to_have_text(re.compile(r"meld dan dit nummer aan de beheerder: [0-9a-f]{8}\."))
        visit.page.close()
