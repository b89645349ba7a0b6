"""A real server that speaks the OpenAI form of embeddings, and plays the part it is given."""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "klein-model"
Part = Callable[[dict[str, Any]], tuple[int, bytes]]


def reply(*vectors: object) -> tuple[int, bytes]:
    data = [{"object": "embedding", "index": index, "embedding": vector} for index, vector in enumerate(vectors)]
    return 200, json.dumps({"object": "list", "model": MODEL, "data": data, "usage": {"prompt_tokens": 1, "total_tokens": 1}}).encode()


class EmbeddingServer:
    """A server that plays a part. It keeps the requests and the keys they came with."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.asked: list[dict[str, Any]] = []
        self.keys: set[str | None] = set()
        outer = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append(request | {"path": self.path})
                outer.keys.add(self.headers["Authorization"])
                status, body = outer.part(request)
                with suppress(OSError):  # the other side may hang up
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
