"""The commands `python -m assistant serve` and `python -m assistant ask "…"`."""

import argparse
import errno
import socket
import sys
from datetime import date

from assistant.bootstrap import open_assistant, open_site, quiet_libraries
from assistant.service import Assistant
from assistant.settings import Settings, read_settings
from corpus.document import Edition
from corpus.dutch import shown_day
from corpus.errors import BronvastError, QuestionError, SettingsError

EDITIONS = {Edition.ORIGINAL: "oorspronkelijke tekst", Edition.PLAIN: "eenvoudige versie"}


def main(arguments: list[str] | None = None) -> int:
    """Run a command; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m assistant", description="Bronvast: antwoorden met bewijs")
    commands = parser.add_subparsers(dest="command", required=True, metavar="serve|ask")
    commands.add_parser("serve", help="start de pagina en de API")
    ask = commands.add_parser("ask", help="stel één vraag")
    ask.add_argument("question", metavar="vraag")
    ask.add_argument("--on", default="", metavar="JJJJ-MM-DD", help="de dag waarvoor u het vraagt (standaard: vandaag)")
    options = parser.parse_args(arguments)
    quiet_libraries()
    try:
        settings = read_settings()
        return _serve(settings) if options.command == "serve" else _ask(settings, options.question, _day(options.on))
    except BronvastError as error:
        print(f"Fout ({error.code}): {error}", file=sys.stderr)
        return error.exit_code


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given) if given else date.today()
    except ValueError as error:
        raise QuestionError(f"De dag achter --on bestaat niet ({given}). Geef een dag als JJJJ-MM-DD.") from error


def _ask(settings: Settings, question: str, on: date) -> int:
    assistant = open_assistant(settings, _say)
    print(_shown(assistant, question, on))
    return 0


def _serve(settings: Settings) -> int:
    _check_port(settings.host, settings.port)
    site = open_site(settings, _say)
    assistant = site.current()
    cards = assistant.documents(date.today())
    _say(f"\nGeladen: {len(cards)} documenten, {sum(card.passage_count for card in cards)} passages.")
    for card in cards:
        editions = " en ".join(EDITIONS[edition] for edition in card.editions)
        _say(f"  • {card.document.title} ({shown_day(card.document.date) or 'zonder datum'}, {card.status_label}): {editions}")
    _say("\nEen voorbeeld:\n" + _shown(assistant, assistant.examples[0], date.today()))
    _say(f"\nBronvast staat klaar op http://{settings.host}:{settings.port} (stoppen: Ctrl+C)")
    import uvicorn

    uvicorn.run(site.app, host=settings.host, port=settings.port, log_level="warning", workers=1, proxy_headers=False, server_header=False)
    return 0


def _check_port(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise SettingsError(_port_message(error, host, port)) from error


def _port_message(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else port - 1
        return f"Poort {port} op {host} is niet vrij. Stop het andere programma, of kies een andere poort: BRONVAST_PORT={other} make start."
    if error.errno == errno.EACCES:
        return f"Bronvast mag poort {port} niet openen. Kies met BRONVAST_PORT een poort van 1024 of hoger."
    return f"Het adres {host} hoort niet bij deze computer. Geef met BRONVAST_HOST een adres op dat er wel bij hoort, bijvoorbeeld 127.0.0.1."


def _shown(assistant: Assistant, question: str, on: date) -> str:
    answer = assistant.answer(question, on=on)
    lines = [f"Vraag: {question}", ""]
    for statement in answer.statements:
        numbers = "".join(f"[{number}]" for number in statement.citations)
        lines.append(f"{statement.text} {numbers}".strip())
        if statement.quotes:
            lines.append(f"    (geschreven door een taalmodel; letterlijk: {' '.join(' '.join(quote.split()) for quote in statement.quotes)})")
    lines += ["", *(f"({notice})" for notice in answer.notices)]
    for citation in answer.citations:
        where = " > ".join(citation.heading_path) or "begin"
        lines += [
            "",
            f"[{citation.number}] {citation.title} ({shown_day(citation.date) or 'zonder datum'}, {citation.status_label}), {where}; {EDITIONS[citation.edition]}:",
        ]
        lines.append(f"    “{' '.join(citation.quote.split())}”")
    return "\n".join(lines)


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
