"""A small server on the loopback for programs of the network: HTTP with a few fixed files."""

import http.server
import os
import signal

from . import guard

FILES = {"/": b"<a href=a.txt>a</a> <a href=b.bin>b</a>\n", "/a.txt": b"a line of text\n" * 40,
         "/b.bin": bytes(range(256)) * 64, "/c.json": b'{"name":"sample","sizes":[1,2,3]}\n'}


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self, body=True):
        found = FILES.get(self.path.partition("?")[0])
        self.send_response(200 if found is not None else 404)
        self.send_header("Content-Length", str(len(found or b"")))
        self.send_header("Content-Type", "text/html" if self.path == "/" else "application/octet-stream")
        self.end_headers()
        if body and found:
            self.wfile.write(found)

    def do_HEAD(self):
        self.do_GET(body=False)

    def do_POST(self):
        self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 1 << 20))
        self.do_GET()

    do_PUT = do_POST

    def log_message(self, *_):
        """Quiet."""


class Server:
    """Serves from a process of its own, so that this one keeps one thread. `port` is free at the start."""

    def __init__(self):
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.port = self._server.server_address[1]
        self.process = os.fork()
        if self.process == 0:
            try:
                guard.die_with_parent()
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                nothing = os.open(os.devnull, os.O_RDWR)
                for descriptor in range(3):
                    os.dup2(nothing, descriptor)
                self._server.serve_forever()
            finally:
                os._exit(0)
        self._server.socket.close()

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
