"""Our retrieval as a part of somebody's LangChain chain."""

from langchain_core.runnables import RunnableLambda

from assistant.langchain_retriever import BronvastRetriever
from assistant.service import Assistant

QUESTION = "Hoeveel sociale huurwoningen komen er?"


def test_it_gives_the_hits_of_the_assistant_as_documents(assistant: Assistant) -> None:
    documents = BronvastRetriever(assistant=assistant, k=3).invoke(QUESTION)

    hits = assistant.search(QUESTION, 3)
    assert [(document.id, document.page_content) for document in documents] == [(hit.passage.id, hit.passage.text) for hit in hits]
    assert documents[0].metadata["section"] == list(hits[0].passage.heading_path)
    assert documents[0].metadata["edition"] == hits[0].passage.edition.value


def test_it_works_in_a_chain(assistant: Assistant) -> None:
    chain = BronvastRetriever(assistant=assistant, k=2) | RunnableLambda(lambda documents: [document.metadata["document"] for document in documents])

    assert chain.invoke(QUESTION) == [hit.passage.document_id for hit in assistant.search(QUESTION, 2)]
