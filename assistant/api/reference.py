"""The page /docs: the API described from its OpenAPI document, as plain HTML. No script and no files from elsewhere."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from assistant.api.problems import PROBLEMS

_STYLE = (
    "body{font:1.05rem/1.6 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b2733;background:#fff}"
    "h1,h2,h3{line-height:1.25;color:#123a5a}h2{margin-top:2.5rem;border-top:1px solid #ccd5dd;padding-top:1.5rem;overflow-wrap:anywhere}"
    "code,pre{font-family:ui-monospace,monospace;font-size:.95em}pre{background:#f2f5f8;padding:1rem;overflow-x:auto}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #dde3e9}"
    "a{color:#0b5394}"
)


def render_reference(openapi: Mapping[str, Any]) -> str:
    """Describe every address, every field and every error of the OpenAPI document."""
    schemas = openapi["components"]["schemas"]
    operations = [(path, method, item) for path, methods in openapi["paths"].items() for method, item in methods.items()]
    parts = [
        f"<h1>{escape(openapi['info']['title'])}</h1><p>{escape(openapi['info']['description'])}</p>",
        '<p>Dezelfde beschrijving voor programma\'s: <a href="/openapi.json">/openapi.json</a>.</p>',
        *(_operation(path, method, item, schemas) for path, method, item in operations),
        _errors(),
        "<h2>Velden</h2>",
        *(_schema(name, schema) for name, schema in sorted(schemas.items()) if "properties" in schema),
    ]
    title = escape(openapi["info"]["title"])
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="icon" href="data:,"><style>{_STYLE}</style></head><body><main>{"".join(parts)}</main></body></html>'
    )


def _operation(path: str, method: str, item: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    rows = [
        (parameter["name"], _type(parameter["schema"]), parameter.get("description", ""), parameter["required"])
        for parameter in item.get("parameters", [])
    ]
    parts = [f"<h2>{method.upper()} <code>{escape(path)}</code></h2><p>{escape(item.get('summary', ''))}</p>"]
    if rows:
        parts.append(f"<h3>In het adres</h3>{_table(rows)}")
    if "requestBody" in item:
        name = _name(item["requestBody"]["content"]["application/json"]["schema"])
        example = json.dumps(schemas[name]["example"], ensure_ascii=False, indent=2)
        parts.append(f"<h3>Wat u stuurt: {_link(name)}</h3><pre>{escape(example)}</pre>")
    answers = "".join(_response(status, answer) for status, answer in item["responses"].items())
    return "".join([*parts, f"<h3>Wat u terugkrijgt</h3><ul>{answers}</ul>"])


def _response(status: str, answer: Mapping[str, Any]) -> str:
    kind = " of ".join(
        _type(content["schema"]) if content.get("schema") else f"<code>{escape(name)}</code>" for name, content in answer["content"].items()
    )
    if status == "200":
        return f"<li><b>200</b>: {kind}</li>"
    return f"<li><b>{'anders' if status == 'default' else status}</b>: {escape(answer['description'])} ({kind})</li>"


def _errors() -> str:
    rows = "".join(
        f'<tr id="{code}"><td>{status}</td><td><code>{code}</code></td><td>{escape(title)}. {escape(advice)}</td></tr>'
        for status, (code, title, advice) in PROBLEMS.items()
    )
    return (
        "<h2>Fouten</h2><p>Een fout komt als <code>application/problem+json</code>. In <code>detail</code> staat wat er mis is, waar, "
        f"en wat u kunt doen.</p><table><tr><th>Status</th><th>Code</th><th>Betekenis</th></tr>{rows}</table>"
    )


def _schema(name: str, schema: Mapping[str, Any]) -> str:
    required = schema.get("required", [])
    rows = [(field, _type(facts), facts.get("description", ""), field in required) for field, facts in schema["properties"].items()]
    return f'<h3 id="{escape(name)}">{escape(name)}</h3><p>{escape(schema.get("description", ""))}</p>{_table(rows)}'


def _table(rows: list[tuple[str, str, str, bool]]) -> str:
    body = "".join(
        f"<tr><td><code>{escape(name)}</code></td><td>{kind}</td><td>{escape(description)}</td><td>{'ja' if required else 'nee'}</td></tr>"
        for name, kind, description, required in rows
    )
    return f"<table><tr><th>Naam</th><th>Soort</th><th>Betekenis</th><th>Verplicht</th></tr>{body}</table>"


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return _link(_name(schema))
    if "anyOf" in schema:
        return " of ".join(_type(choice) for choice in schema["anyOf"])
    if schema.get("type") == "array":
        return f"lijst van {_type(schema['items'])}"
    words = {"string": "tekst", "integer": "getal", "number": "getal", "null": "niets", "object": "object"}
    limits = "".join(f", hoogstens {schema[key]}" for key in ("maxLength", "maxItems") if key in schema)
    return words.get(schema.get("type", ""), "") + limits


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema["$ref"]).rsplit("/", 1)[-1]


def _link(name: str) -> str:
    return f'<a href="#{escape(name)}">{escape(name)}</a>'
