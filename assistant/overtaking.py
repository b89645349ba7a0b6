"""What a later document says anew stands beside the likeliest sentence, which it may overtake."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.asked import asked_fact
from assistant.evidence import EvidenceSentence, share
from assistant.question import Question
from corpus.document import Document
from corpus.dutch import terms, words

OVERTAKEN = ("money", "share", "day", "hour", "time", "duration", "count")  # facts that a later document may give anew
# Says itself that something is otherwise than it was; a later figure alone may be of something else ("Het schilderwerk van de hal kost …").
CHANGES = re.compile(
    r"\b(?:uitstel\w*|uitgesteld\w*|verschoven|verschuift|opgeschoven|vertraagd|vertraging|bijgesteld|bijstelling|aangepast|gewijzigd|verho(?:ogd|ogt|gen)|verla(?:agd|agt|gen)|gekort|vervangen|vervangt|vervallen|niet langer|in plaats van)\b",
    re.I,
)
LATER, SAME, AS_LIKELY = 0.1, 0.7, 0.4  # as likely beside the likeliest; of the question's words in that one; what it counts then: enough to be shown
PER = re.compile(r"\b(?:per|elk|ieder) (?:jaar|maand|week|dag|keer)\b", re.I)  # says of a figure how often, and is no subject


def with_later(
    question: Question, scored: list[EvidenceSentence], wanted: Mapping[str, float], documents: Sequence[Document]
) -> list[EvidenceSentence]:
    """Let a sentence of a later document that gives the figure or moment that is asked stand beside the likeliest one: what that says may be overtaken."""
    fact, asked = asked_fact(question.asking), set(words(question.asking))
    likeliest = max(scored, key=lambda one: one.relevance, default=None)
    if likeliest is None or fact is None or fact.name not in OVERTAKEN or not fact.stands_in(likeliest.text, asked):
        return _with_successor(question, scored, likeliest, documents)
    dates = {document.id: document.date for document in documents}
    before, said = dates[likeliest.passage.document_id], set(terms(likeliest.read))
    shared = {term: weight for term, weight in wanted.items() if term in said and term not in terms(" ".join(PER.findall(question.asking)))}

    def overtakes(one: EvidenceSentence) -> bool:
        is_later = bool(before) and dates[one.passage.document_id] > before
        # "Het budget voor de brug is te laag. Wij verhogen het naar …": the sentence before it says of what.
        above = [other.text for other in scored if other.passage == one.passage and other.number == one.number - 1]
        return is_later and one.relevance >= LATER and fact.stands_in(one.text, asked) and share(shared, one.read, *above) >= SAME

    return [
        replace(one, relevance=max(one.relevance, AS_LIKELY), overtakes=CHANGES.search(one.text) is not None) if overtakes(one) else one
        for one in scored
    ]


def _with_successor(
    question: Question, scored: list[EvidenceSentence], likeliest: EvidenceSentence | None, documents: Sequence[Document]
) -> list[EvidenceSentence]:
    """Let what the successor of a document changes open, where it is about as likely as what that said; a year in the question may be the past."""
    after = next((one.successor for one in documents if likeliest and one.id == likeliest.passage.document_id), None)
    follows = [one for one in scored if one.passage.document_id == after and one.relevance >= AS_LIKELY and CHANGES.search(one.text)]
    return [replace(one, overtakes=one in follows) for one in scored] if follows and not question.years else scored
