"""Our retrieval for anybody's LangChain chain."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.service import Assistant


class BronvastRetriever(BaseRetriever):
    """Gives the hits of an assistant as LangChain documents: the passage's text, with its place, edition and score as metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={
                    "document": hit.passage.document_id,
                    "section": list(hit.passage.heading_path),
                    "page": hit.passage.page,
                    "edition": hit.passage.edition.value,
                    "score": hit.score,
                },
            )
            for hit in self.assistant.search(query, self.k)
        ]
