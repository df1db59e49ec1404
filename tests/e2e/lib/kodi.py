"""Kodi as it comes, but for UPnP, which it asks for before; driven by JSON-RPC
over the TCP port that it opens on its own machine."""

import json
import os
import socket
import subprocess

from lib.clients import PATIENCE
from lib.lares import (clean_environment, hand_over, unprivileged,
                       wait_until)

PORT = 9090
PROPERTIES = ["title", "artist", "album", "duration"]
SETTINGS = ('<settings version="2"><setting id="services.upnp">true</setting>'
            "</settings>")


class Refused(Exception):
    pass


class Kodi:
    """Runs on the host that the calling thread is on."""

    def __init__(self, host, home, environment, log, advanced=""):
        """advanced: what advancedsettings.xml holds."""
        self._configure(home, advanced)
        self.process = host.popen(
            *unprivileged(), "kodi", stdin=subprocess.DEVNULL, stdout=log,
            stderr=log, env={**clean_environment(home), **environment,
                             "XDG_RUNTIME_DIR": home})
        self.socket = wait_until(self._connect, PATIENCE, 0.1)
        if not self.socket:
            raise RuntimeError("Kodi does not listen")
        self.socket.settimeout(PATIENCE)
        self.asked, self.buffer = 0, b""

    @staticmethod
    def _configure(home, advanced):
        folder = f"{home}/.kodi"
        for below in ("", "/userdata"):
            os.mkdir(folder + below)
            hand_over(folder + below)
        for name, text in (("gui", SETTINGS), ("advanced", advanced and (
                f"<advancedsettings>{advanced}</advancedsettings>"))):
            if text:
                with open(f"{folder}/userdata/{name}settings.xml", "w") as f:
                    f.write(text)
                hand_over(f.name)

    @staticmethod
    def _connect():
        try:
            return socket.create_connection(("127.0.0.1", PORT))
        except ConnectionRefusedError:
            return None

    def call(self, method, **parameters):
        """The result; what it announces by itself is passed over."""
        self.asked += 1
        self.socket.sendall(json.dumps(
            {"jsonrpc": "2.0", "id": self.asked, "method": method,
             "params": parameters}).encode())
        while True:
            message = self._message()
            if message.get("id") == self.asked:
                if "error" in message:
                    raise Refused(f"{method}: {message['error']}")
                return message["result"]

    def _message(self):
        """The next object; nothing stands between them."""
        while True:
            try:
                message, end = json.JSONDecoder().raw_decode(
                    self.buffer.decode())
                self.buffer = self.buffer.decode()[end:].encode()
                return message
            except ValueError:  # not whole yet
                data = self.socket.recv(65536)
                if not data:
                    raise RuntimeError("Kodi closed") from None
                self.buffer += data

    def folder(self, where):
        """What a folder holds: {label: entry}; none if it does not open."""
        try:
            found = self.call("Files.GetDirectory", directory=where,
                              properties=PROPERTIES)
        except Refused:
            return {}
        return {f["label"]: f for f in found.get("files") or ()}

    def players(self):
        """{kind: id} of what plays."""
        return {p["type"]: p["playerid"]
                for p in self.call("Player.GetActivePlayers")}

    def position(self, player):
        """Seconds into what plays."""
        time = self.call("Player.GetProperties", playerid=player,
                         properties=["time"])["time"]
        return (time["hours"] * 3600 + time["minutes"] * 60 +
                time["seconds"] + time["milliseconds"] / 1000)
