"""Devices of the household, each with a host, an address and a MAC."""

import collections
import contextlib

from actor import Actor
from lib import http, upnp
from lib.upnp import CDS, UpnpError

PATIENCE = 30  # seconds without an answer that nobody has an excuse for
PART = 200000  # bytes that a stream is read at most
SESSION = 12   # steps with one connection
AWAY = (403, 503)
GONE = (701, 710)  # it was there a moment ago
FILTERS = ("*", "", "dc:title,res", "upnp:albumArtURI,res@size")
SORTS = ("", "+dc:title", "-dc:date,+dc:title", "+upnp:artist")
Q7 = "SEC_HHP_[TV] Samsung Q7/1.0"  # tells positions in milliseconds
WORDS = ("Home", "night", "Two <2>", "Ça", "zzz")
CRITERIA = (
    "*", 'dc:title contains "{}"', 'upnp:artist contains "{}"',
    'upnp:class derivedfrom "object.item.audioItem" and '
    'dc:title contains "{}"',
    'upnp:class = "object.container.album.musicAlbum"',
    'upnp:genre = "{}" or dc:date >= "2001"', 'dc:title startsWith "{}"')


class Device(upnp.Device):
    """One that may be turned away, as by an address that is no longer one."""

    def raw_call(self, *arguments, **kw):
        a = super().raw_call(*arguments, **kw)
        if a.status in AWAY:
            raise http.BadAnswer(f"status {a.status}")
        return a


class Client(Actor):
    """A control point: it knows what it has seen, which soon is not so."""

    pause = 0.05, 0.6
    agents = ("Player/1.0",)

    def __init__(self, soak, name, host, server):
        super().__init__(soak, name)
        self.host, self.address = host, server
        self.device, self.left = None, 0
        self.containers, self.items = ["0"], collections.deque(maxlen=60)

    def begin(self):
        self.host.enter()

    def step(self):
        """What may go wrong because others kill, deny and unplug."""
        try:
            self.act()
        except TimeoutError:
            self.soak.excuse("an answer did not come", self.host)
            self.leave()
        except (OSError, http.BadAnswer):
            self.soak.count("broken off by the server")
            self.leave()
        except UpnpError as e:
            self.soak.count(f"UPnP error {e.code}")
            if e.code not in GONE:
                raise

    def act(self):
        if not self.left or not self.device:
            self.leave()
            self.arrive()
        self.left -= 1
        self.one_of(self.acts)

    def arrive(self):
        port = self.soak.server.port
        try:
            self.device = Device(
                f"http://{self.address}:{port}/description.xml")
        except RuntimeError:  # another status
            raise http.BadAnswer("no description")
        self.device.headers = {"User-Agent": self.random.choice(self.agents)}
        self.left = self.random.randint(1, SESSION)

    def leave(self):
        if self.device:
            self.device.close()
        self.device = None

    # ---- what it knows

    def learn(self, objects):
        for o in objects:
            if not o.is_container:
                self.items.append(o)
            elif o.id not in self.containers:
                self.containers.append(o.id)
        if len(self.containers) > 400:
            self.containers = ["0"]

    def browse(self):
        r = self.random
        object_id = r.choice((r.choice(self.containers), "0", "folders"))
        try:
            self.learn(self.device.children(
                object_id, filter=r.choice(("*", *FILTERS)),
                start=r.choice((0, 0, 3)), count=r.choice((0, 5, 50)),
                sort=r.choice(SORTS)))
        except UpnpError:
            if object_id in self.containers[1:]:
                self.containers.remove(object_id)
            raise

    def known(self, want=lambda r: True):
        """A res of something that it has seen, or None after one more look."""
        found = [(o, r) for o in list(self.items) for r in o.res if want(r)]
        if not found:
            self.learn(self.device.search(
                "0", "*", start=self.random.randrange(200), count=40).objects)
        return self.random.choice(found) if found else (None, None)

    def get(self, path, headers=(), well=(200, 206, 404)):
        """One GET, to the end of a part, or broken off."""
        headers = {**dict(headers), **self.device.headers}
        with self.connection() as c:
            c.send("GET", path, headers)
            a = c.head()
            if a.status not in (*well, *AWAY):
                raise ValueError(f"GET {path} {headers}: {a.status}")
            self.soak.count(f"HTTP {a.status}")
            got, wanted = 0, self.random.choice((1000, PART))
            for piece in c.pieces(a):
                got += len(piece)
                if got >= wanted:
                    self.soak.count("broken off by a client")
                    return None
            return a

    def connection(self):
        return http.Connection(self.address, self.soak.server.port, PATIENCE)


class Browser(Client):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.acts = {self.browse: 6, self.look: 2, self.search: 2,
                     self.first: 2, self.children: 0.5}

    def look(self):
        if self.items:
            self.device.metadata(self.random.choice(self.items).id)

    def children(self):
        """As a player that takes all at once."""
        self.learn(self.device.children(self.random.choice(
            ("music-all", "video-all", "pictures-all", "folders"))))

    def search(self):
        self.find(self.random.choice(WORDS))

    def first(self):
        """Nobody has looked for that before."""
        self.find(f"{self.random.choice(WORDS)} {self.random.random():.6f}")

    def find(self, word):
        criteria = self.random.choice(CRITERIA).format(word)
        self.learn(self.device.search(
            self.random.choice(("0", "0", self.random.choice(
                self.containers))), criteria, self.random.choice(SORTS),
            count=self.random.choice((0, 20))).objects)


class Streamer(Client):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.acts = {self.browse: 2, self.stream: 5, self.seek: 3,
                     self.picture: 3, self.side: 3}

    def stream(self):
        _, r = self.known(lambda r: r.path.startswith("/media/") and r["size"])
        if not r:
            return
        first = self.random.randrange(r.size + 1)
        last = self.random.choice(("", first + self.random.randrange(PART)))
        self.get(r.path, self.random.choice((
            {}, {"Range": f"bytes={first}-{last}"},
            {"Range": f"bytes=-{first + 1}"})), (200, 206, 404, 416))

    def seek(self):
        _, r = self.known(lambda r: r.dlna.get("DLNA.ORG_OP") == "11")
        if r:
            at = self.random.uniform(0, r.seconds or 1)
            self.get(r.path, {"TimeSeekRange.dlna.org": f"npt={at:.3f}-"},
                     (200, 206, 404, 406, 416))

    def picture(self):
        """Made when somebody asks."""
        _, r = self.known(lambda r: r.path.startswith("/picture/"))
        if r:
            self.get(r.path, (), (200, 404, 500))

    def side(self):
        """Subtitles and artwork."""
        _, r = self.known(lambda r: r.path.startswith(("/subtitle/",
                                                       "/art/")))
        if r:
            self.get(r.path)


class Watcher(Client):
    """It goes on where it stopped; resume = device."""

    agents = Q7, "Player/1.0", "UPnP/1.0 DLNADOC/1.50 Kodi"
    pause = 0.2, 1.5

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.acts = {self.browse: 2, self.mark: 4, self.go_on: 2}

    def mark(self):
        o, r = self.known(lambda r: r.mime.startswith("video/") and r.seconds)
        if o:
            unit = 1000 if self.device.headers == {"User-Agent": Q7} else 1
            self.device.call(
                CDS, "X_SetBookmark", ("CategoryType", "1"), ("RID", "2"),
                ("ObjectID", o.id),
                ("PosSecond", int(self.random.uniform(0, r.seconds)) * unit))

    def go_on(self):
        for o in self.device.children("continue")[:5]:
            with contextlib.suppress(UpnpError):
                self.device.metadata(o.id)
