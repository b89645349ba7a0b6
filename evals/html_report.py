"""The report of a run as one HTML file for people who know nothing of measuring: no script, nothing from elsewhere, plots as SVG.

Holds ids, figures, and of the questions to look at their own text (which is ours); never text of answers or documents.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from assistant.answer import AnswerStatus
from corpus.dutch import shown_day
from evals.cases import CaseKind, Persona
from evals.curves import durations, reliability, risk_by_coverage
from evals.outcomes import Outcome
from evals.plots import Bar, Words, draw_bars, draw_curve, draw_histogram
from evals.report import BY_SECTION, KIND_LABELS, PERSONA_LABELS, shown_missing, shown_value
from evals.results import CaseScores, Figure, Results
from evals.slices import ALL, LOW_OVERLAP

STYLE = Path(__file__).with_name("html_report.css")
HEADLINES = {
    "hit@5": ("Het bewijs gevonden", "De passage waar het antwoord staat, is een van de eerste vijf zoekresultaten."),
    "nugget_recall": (
        "Belangrijke punten genoemd",
        "Hoeveel van wat er moet staan, staat er. De schrijver van de vraag heeft dat vooraf opgeschreven.",
    ),
    "strict_accuracy": (
        "Antwoord helemaal goed",
        "De vraag is beantwoord en alle belangrijke punten staan erin. Eén gemist punt, en het antwoord telt als fout.",
    ),
    "evidence_cited": ("Het juiste bewijs erbij gezet", "Het antwoord citeert de plaats waar het volgens de schrijver van de vraag staat."),
    "citation_precision": (
        "Citaten van de juiste plaats",
        "Van alle citaten onder een antwoord: hoeveel er het bewijs zijn dat de schrijver van de vraag aanwees. Een antwoord dat er niet had moeten zijn, telt als nul.",
    ),
    "refusals_right": ("Terecht gezegd: dat staat er niet", "De documenten geven geen antwoord, en Bronvast zegt dat ook."),
}
BY_PERSONA = ("strict_accuracy", "nugget_recall", "evidence_cited", "hit@5")
SLICES = {ALL: "Alle vragen", LOW_OVERLAP: "Andere woorden"} | {f"persona:{persona}": PERSONA_LABELS[persona] for persona in Persona}
BY_KIND = ("strict_accuracy", "evidence_cited")
MORE_MEANING = {
    "In andere woorden": "Het derde deel van de vragen dat de minste woorden deelt met de tekst waar het antwoord staat. Zo vragen mensen die de tekst niet kennen.",
    "Marge van toeval": "Met andere vragen van dezelfde soort komt het cijfer, 95 van de 100 keer, ongeveer tussen deze grenzen uit.",
}
IN_TABLE = "De tabel hieronder heeft dezelfde cijfers."
LEGEND = '<ul class="legend"><li>alle vragen</li><li class="low">vragen in andere woorden dan het document</li><li class="whisker">marge van toeval</li></ul>'


def render_html(results: Results, outcomes: Mapping[str, Outcome], questions: Mapping[str, str]) -> str:
    """Write the page of a run; outcomes and the text of the questions by the id of the case."""
    parts = [
        _head(results),
        _section("Het beeld in het kort", _short(results)),
        _section("De belangrijkste cijfers", _headlines(results)),
        _section("Per soort gebruiker en soort vraag", _groups(results)),
        _section("Weet Bronvast wanneer het iets niet weet?", _certainty(results, outcomes)),
        _section("Hoe lang duurt een antwoord?", _durations(outcomes)),
        _section("Vragen om naar te kijken", _worst(results, questions)),
        _section("Alle cijfers", _all_figures(results)),
        _section("Waarmee is gemeten?", _stamp(results)),
    ]
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    head = f'<meta charset="utf-8">{policy}<meta name="viewport" content="width=device-width"><title>Hoe goed antwoordt Bronvast?</title>'
    footer = "<footer>Deze bladzijde werkt zonder internet en zonder scripts. Maken: <code>python -m evals report --out MAP</code>.</footer>"
    style = STYLE.read_text(encoding="utf-8")
    return f'<!DOCTYPE html>\n<html lang="nl"><head>{head}<style>\n{style}</style></head>\n<body>{parts[0]}<main>{"".join(parts[1:])}</main>{footer}</body></html>\n'


def _head(results: Results) -> str:
    editions = " ".join(str(edition) for edition in results.stamp.get("documents", {}).values())
    texts = "de oorspronkelijke tekst en onze eenvoudige versie" if "original" in editions and "plain" in editions else ""
    texts = texts or ("alleen onze eenvoudige versie" if "plain" in editions else "de oorspronkelijke tekst")
    missing = f"<p><strong>{shown_missing(results.stamp)}</strong></p>" if results.stamp["missing"] else ""
    return (
        "<header><h1>Hoe goed antwoordt Bronvast?</h1>"
        f"<p>Bronvast kreeg {len(results.cases)} vragen over {len(results.stamp.get('documents', {}))} documenten, alsof het {shown_day(str(results.stamp.get('on', '')))} was. "
        "Van elke vraag staat vast wat een goed antwoord moet zeggen, en waar dat staat. Dit verslag laat zien hoe vaak het goed ging.</p>"
        f'{missing}<p class="soft">Gezocht is in: {texts}. De vragen zijn voor dit project bedacht; er deden geen raadsleden aan mee.</p></header>'
    )


def _section(title: str, body: str) -> str:
    return f"<section><h2>{title}</h2>\n{body}</section>\n"


def _short(results: Results) -> str:
    names = ("strict_accuracy", "evidence_cited", "refusals_right", "false_refusals")
    right, cited, refused, unjust = (results.figure(name, ALL) for name in names)
    facts = [
        (right, f"van de {right.n} vragen waarop de documenten een antwoord geven, is helemaal goed beantwoord"),
        (cited, "van die vragen heeft het juiste bewijs erbij, letterlijk uit het document"),
        (refused, f"van de {refused.n} vragen waarop geen antwoord in de documenten staat, kreeg dat ook te horen"),
        (unjust, f"van de {unjust.n} vragen met een antwoord in de documenten kreeg ten onrechte te horen dat het er niet staat"),
    ]
    return '<ul class="facts">' + "".join(f"<li><strong>{_percent(figure.value)}</strong> {text}</li>" for figure, text in facts) + "</ul>"


def _headlines(results: Results) -> str:
    labels = {metric: label for metric, (label, _) in HEADLINES.items() if results.figure(metric, ALL).value is not None}
    groups = [(label, [*_bars(results, metric, ALL, "all"), *_bars(results, metric, LOW_OVERLAP, "low")]) for metric, label in labels.items()]
    words = Words(
        "kern", "De belangrijkste cijfers", f"Liggende balken van 0 tot 100 procent, voor alle vragen en voor vragen in andere woorden. {IN_TABLE}"
    )
    rows = [[label, *(_with_range(results.figure(metric, part)) for part in (ALL, LOW_OVERLAP))] for metric, label in labels.items()]
    table = _table(["Cijfer", SLICES[ALL], SLICES[LOW_OVERLAP]], rows)
    text = (
        "Wie de tekst niet kent, vraagt in andere woorden. Dat is moeilijker, want het antwoord is dan niet op zijn woorden te vinden. "
        "Daarom staat dat cijfer er steeds onder."
    )
    meaning = "".join(f"<dt>{word}</dt><dd>{said}</dd>" for word, said in (*HEADLINES.values(), *MORE_MEANING.items()))
    return f'<p>{text}</p><p>{BY_SECTION}</p>{LEGEND}<div class="pair">{_figure(draw_bars(words, groups), "", table)}<dl>{meaning}</dl></div>'


def _groups(results: Results) -> str:
    personas = {f"persona:{persona}": PERSONA_LABELS[persona] for persona in Persona}
    kinds = {f"kind:{kind}": KIND_LABELS[kind] for kind in CaseKind}
    several = len({case.persona for case in results.cases}) > 1  # the questions of a BEIR folder are all of one
    by_persona = "".join(_sliced(results, metric, personas, "gebruiker") for metric in BY_PERSONA) if several else ""
    by_kind = "".join(_sliced(results, metric, kinds, "vraag") for metric in BY_KIND)
    text = "Achter elk deel staat over hoeveel vragen het gaat. Bij weinig vragen is de marge van toeval groot, en zegt het cijfer weinig."
    return f'<p>{text}</p><div class="pair">{by_persona}{by_kind}</div>'


def _sliced(results: Results, metric: str, slices: Mapping[str, str], of: str) -> str:
    title = f"{HEADLINES[metric][0]}, per soort {of}"
    measured = {name: results.figure(metric, name) for name in slices if results.figure(metric, name).value is not None}
    groups = [(f"{slices[name]} ({figure.n} vragen)", _bars(results, metric, name, "all")) for name, figure in measured.items()]
    words = Words(f"{of}-{metric.replace('@', '-')}", title, f"Liggende balken van 0 tot 100 procent. {IN_TABLE}")
    table = _table([f"Soort {of}", HEADLINES[metric][0]], [[slices[name], _with_range(figure)] for name, figure in measured.items()])
    return f"<div><h3>{title}</h3>{_figure(draw_bars(words, groups), '', table)}</div>"


def _certainty(results: Results, outcomes: Mapping[str, Outcome]) -> str:
    return '<div class="pair">' + _risk(results) + _reliability(results, outcomes) + "</div>"


def _risk(results: Results) -> str:
    dots = risk_by_coverage(results.cases)
    if not dots:
        return "<p>Hoe zeker Bronvast van zijn antwoorden was, is bij te weinig vragen gemeten.</p>"
    quarters = [min(dots, key=lambda dot: abs(dot.x - share)) for share in (0.25, 0.5, 0.75, 1.0)]
    words = Words(
        "risico",
        "Fouten onder de zekerste vragen",
        f"Een lijn van links naar rechts: van alleen de zekerste vragen tot alle vragen. {IN_TABLE}",
        "deel van de vragen, de zekerste eerst",
        "deel daarvan dat niet helemaal goed ging",
    )
    text = "Loopt de lijn op, dan weet Bronvast bij welke vragen het zeker kan zijn. Een geweigerde vraag telt hier ook als fout, behalve als er geen antwoord is."
    table = _table(["De zekerste … van de vragen", "Daarvan fout"], [[_percent(dot.x), _percent(dot.y)] for dot in quarters])
    return f"<div><h3>Fouten onder de zekerste vragen</h3>{_figure(draw_curve(words, dots, ()), text, table)}</div>"


def _reliability(results: Results, outcomes: Mapping[str, Outcome]) -> str:
    classes = reliability(results.cases, outcomes)
    if not classes:
        return ""
    dots = [dot for dot, _ in classes]
    words = Words(
        "geschat",
        "Klopt de schatting?",
        f"Punten bij een schuine lijn; op die lijn klopt de schatting precies. {IN_TABLE}",
        "hoe zeker Bronvast is",
        "deel van de vragen waarbij dat klopt",
    )
    text = "Bronvast schat hoe zeker het is dat een antwoord zegt wat gevraagd is. Bij een weigering schat het hoe zeker er toch een antwoord is. Op de stippellijn klopt de schatting precies. De dunne strepen zijn de marge van toeval."
    table = _table(["Geschat", "Werkelijk", "Vragen"], [[_percent(dot.x), _percent(dot.y), str(count)] for dot, count in classes])
    return f"<div><h3>Klopt de schatting?</h3>{_figure(draw_curve(words, dots, ((0, 0), (1, 1))), text, table)}</div>"


def _durations(outcomes: Mapping[str, Outcome]) -> str:
    times = durations(outcomes.values())
    if times is None:
        return "<p>De tijd is niet gemeten.</p>"
    width, end = times.width_ms, times.width_ms * len(times.counts)
    ticks = [(step / 4, _seconds(end * step / 4)) for step in range(5)]
    marks = [(min(ms / end, 1.0), label) for label, ms in (("de helft", times.median_ms), ("95 %", times.p95_ms))]
    words = Words("duur", "Tijd per vraag", f"Staande balken: hoeveel vragen hoe lang duurden. {IN_TABLE}", "seconden per vraag", "aantal vragen")
    text = f"De helft van de vragen is binnen {_seconds(times.median_ms)} seconde beantwoord, 95 van de 100 binnen {_seconds(times.p95_ms)} seconde. De laatste balk telt ook wat langer duurde."
    rows = [[f"{_seconds(width * place)} tot {_seconds(width * (place + 1))}", str(count)] for place, count in enumerate(times.counts)]
    return _figure(draw_histogram(words, times.counts, ticks, marks), text, _table(["Seconden", "Vragen"], rows))


def _worst(results: Results, questions: Mapping[str, str]) -> str:
    groups = {
        "Er ging iets mis": [case for case in results.cases if case.status is AnswerStatus.FAULT and not case.missing],
        "Wel antwoord, terwijl het er niet staat": _scoring(results, "refusals_right", 0.0),
        "Ten onrechte geen antwoord": _scoring(results, "false_refusals", 1.0),
        "Het bewijs stond niet bij de eerste tien zoekresultaten": _scoring(results, "hit@10", 0.0),
        "Wel antwoord, maar alle belangrijke punten ontbreken": [
            case for case in _scoring(results, "nugget_recall", 0.0) if case.scores.get("false_refusals") != (1.0,)
        ],
        "Een citaat klopt niet letterlijk": [case for case in results.cases if case.scores.get("quotes_exact", (1.0,)) < (1.0,)],
    }
    shown = (_details(f"{title}: {len(cases)}", _listed(cases, questions)) for title, cases in groups.items() if cases)
    return "".join(shown) or "<p>Geen.</p>"


def _scoring(results: Results, metric: str, score: float) -> list[CaseScores]:
    return [case for case in results.cases if case.status is not AnswerStatus.FAULT and case.scores.get(metric) == (score,)]


def _listed(cases: Iterable[CaseScores], questions: Mapping[str, str]) -> str:
    return "<ul>" + "".join(f"<li><code>{escape(case.id)}</code> {escape(questions.get(case.id, ''))}</li>" for case in cases) + "</ul>"


def _all_figures(results: Results) -> str:
    rows = [
        [
            metric.label,
            metric.name,
            *(f"{shown_value(metric.unit, figure.value)} ({figure.n})" for figure in (results.figure(metric.name, part) for part in SLICES)),
        ]
        for metric in results.metrics
    ]
    text = "Tussen haakjes staat over hoeveel vragen een cijfer gaat. De formules staan in <code>results.json</code>."
    return f"<p>{text}</p>{_details(f'Alle {len(rows)} cijfers', _table(['Cijfer', 'Maat', *SLICES.values()], rows))}"


def _stamp(results: Results) -> str:
    rows = [[escape(str(name)), escape(_told(value))] for name, value in results.stamp.items()]
    return "<p>Met dezelfde gegevens geeft een tweede meting dezelfde antwoorden.</p>" + _details(
        "Gegevens van de meting", _table(["Wat", "Waarde"], rows)
    )


def _told(value: object) -> str:
    return ", ".join(f"{name} {part}" for name, part in value.items()) if isinstance(value, dict) else str(value)


def _bars(results: Results, metric: str, part: str, tone: str) -> list[Bar]:
    figure = results.figure(metric, part)
    return [] if figure.value is None else [Bar(figure.value, _percent(figure.value), tone, figure.low, figure.high)]


def _figure(drawing: str, text: str, table: str) -> str:
    caption = f"<figcaption>{text}</figcaption>" if text else ""
    return f"<figure>{drawing}{caption}{_details('De cijfers in een tabel', table)}</figure>"


def _details(title: str, body: str) -> str:
    return f"<details><summary>{title}</summary>{body}</details>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; the cells are HTML. All but the first column are figures."""
    first, *others = head
    top = f'<th scope="col">{first}</th>' + "".join(f'<th scope="col" class="number">{name}</th>' for name in others)
    body = "".join(
        f'<tr><th scope="row">{name}</th>' + "".join(f'<td class="number">{cell}</td>' for cell in cells) + "</tr>" for name, *cells in rows
    )
    return f'<div class="table" tabindex="0"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def _with_range(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return _percent(figure.value)
    return f"{_percent(figure.value)} (marge {_percent(figure.low)} tot {_percent(figure.high)})"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def _seconds(milliseconds: float) -> str:
    return f"{milliseconds / 1000:.2f}".replace(".", ",")
