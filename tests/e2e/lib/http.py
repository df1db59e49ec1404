"""HTTP as a strict client reads it (RFC 9112), on a bare socket: the tests see
exactly which bytes came, on which connection, and whether it was closed."""

import socket

TIMEOUT = 60  # of what is not expected: nothing waits so long in vain


class BadAnswer(Exception):
    pass


class Closed(BadAnswer, ConnectionError):
    """In the middle of an answer, or before it: by a lares-http that leaves,
    for one."""


class Answer:
    def __init__(self, version, status, reason, headers):
        self.version, self.status, self.reason = version, status, reason
        self.headers = headers  # [(name as sent, value)]
        self.body = b""

    def __getitem__(self, name):
        """A header's value, None without it; twice is an error."""
        values = [v for k, v in self.headers if k.lower() == name.lower()]
        if len(values) > 1:
            raise BadAnswer(f"{name} sent {len(values)} times")
        return values[0] if values else None

    @property
    def length(self):
        value = self["Content-Length"]
        if value is not None and not value.isdigit():
            raise BadAnswer(f"Content-Length {value!r}")
        return None if value is None else int(value)

    @property
    def chunked(self):
        return (self["Transfer-Encoding"] or "").lower() == "chunked"

    @property
    def closes(self):
        said = (self["Connection"] or "").lower()
        return said == "close" or (self.version == "HTTP/1.0" and
                                   said != "keep-alive")


class Connection:
    """One TCP connection from the host that the calling thread is on."""

    def __init__(self, address, port, timeout=TIMEOUT, source=None):
        self.peer = f"{address}:{port}"
        self.socket = socket.create_connection(
            (address, port), timeout, (source, 0) if source else None)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def send(self, method, path, headers=(), body=b"", version="HTTP/1.1"):
        """Writes a request; Host and Content-Length are added if absent."""
        lines = [f"{method} {path} {version}"]
        headers = list(headers.items() if isinstance(headers, dict)
                       else headers)
        names = {k.lower() for k, _ in headers}
        if "host" not in names and version == "HTTP/1.1":
            headers.insert(0, ("Host", self.peer))
        if body and not names & {"content-length", "transfer-encoding"}:
            headers.append(("Content-Length", str(len(body))))
        lines += [f"{k}: {v}" for k, v in headers if v is not None]
        self.socket.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def fill(self):
        """More bytes into the buffer; False at the end of the stream."""
        data = self.socket.recv(1 << 18)
        self.buffer += data
        return bool(data)

    def take(self, n):
        while len(self.buffer) < n:
            if not self.fill():
                raise Closed(f"closed, {n - len(self.buffer)} bytes short")
        data, self.buffer = self.buffer[:n], self.buffer[n:]
        return data

    def line(self):
        while b"\r\n" not in self.buffer:
            if not self.fill():
                raise Closed(f"closed inside a line: {self.buffer!r}")
        line, self.buffer = self.buffer.split(b"\r\n", 1)
        return line.decode("latin-1")

    def head(self):
        """The status line and headers of the next answer."""
        version, status, reason = (self.line().split(" ", 2) + [""])[:3]
        if version not in ("HTTP/1.1", "HTTP/1.0") or len(status) != 3:
            raise BadAnswer(f"status line {version} {status} {reason}")
        headers = []
        while True:
            line = self.line()
            if not line:
                return Answer(version, int(status), reason, headers)
            name, colon, value = line.partition(":")
            if not colon or name != name.strip() or not name:
                raise BadAnswer(f"header line {line!r}")
            headers.append((name, value.strip()))

    def pieces(self, answer, method="GET"):
        """The body as it comes; ends where the framing says it ends."""
        if method == "HEAD" or answer.status in (204, 304) or \
                answer.status < 200:
            return
        if answer.chunked:
            yield from self._chunks()
        elif answer.length is not None:
            left = answer.length
            while left:
                data = self.buffer or self.socket.recv(min(left, 1 << 20))
                data, self.buffer = data[:left], data[left:]
                if not data:
                    raise Closed(f"closed, {left} bytes short")
                left -= len(data)
                yield data
        else:
            if not answer.closes:
                raise BadAnswer("neither length nor chunks nor close")
            while self.buffer or self.fill():
                data, self.buffer = self.buffer, b""
                yield data

    def _chunks(self):
        while True:
            size = int(self.line(), 16)
            if size == 0:
                if self.line():
                    raise BadAnswer("trailer after the last chunk")
                return
            yield self.take(size)
            if self.take(2) != b"\r\n":
                raise BadAnswer("chunk without end")

    def answer(self, method="GET"):
        """The next final answer, whole."""
        a = self.head()
        a.body = b"".join(self.pieces(a, method))
        return a

    def request(self, method, path, headers=(), body=b"", version="HTTP/1.1"):
        self.send(method, path, headers, body, version)
        return self.answer(method)

    def closed(self, seconds=TIMEOUT):
        """Whether the server closes within so many seconds, saying nothing."""
        self.socket.settimeout(seconds)
        try:
            return self.socket.recv(1) == b""
        except ConnectionResetError:
            return True
        except TimeoutError:
            return False


def get(address, port, path, headers=(), method="GET", body=b"",
        version="HTTP/1.1", timeout=TIMEOUT):
    """One request on a connection of its own."""
    with Connection(address, port, timeout) as c:
        return c.request(method, path, headers, body, version)
