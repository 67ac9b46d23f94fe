"""One stand-in for each port: no network, no processes, nothing outside the test's own folder."""

from dataclasses import dataclass

from app.adapters.artist import OwnArtist
from app.kernel import ports
from app.kernel.ports.artist import Artist
from app.kernel.ports.authenticator import Authenticator
from app.kernel.ports.mail import Mail
from app.kernel.ports.painter import Painter
from app.kernel.ports.queue import Queue
from app.kernel.ports.renderer import Renderer
from app.kernel.ports.resumables import ResumableSources
from app.kernel.ports.storage import Storage
from tests.fakes.authenticator import FakeAuthenticator
from tests.fakes.mail import FakeMail
from tests.fakes.painter import FakePainter
from tests.fakes.queue import FakeQueue
from tests.fakes.renderer import FakeRenderer
from tests.fakes.resumables import FakeResumableSources
from tests.fakes.storage import FakeStorage


@dataclass(frozen=True)
class Fakes:
    """Every fake, bound to its port."""

    authenticator: FakeAuthenticator
    mail: FakeMail
    painter: FakePainter
    queue: FakeQueue
    renderer: FakeRenderer
    resumables: FakeResumableSources
    storage: FakeStorage

    def bind(self) -> None:
        ports.bind(Artist, OwnArtist(self.painter))
        ports.bind(Authenticator, self.authenticator)
        ports.bind(Mail, self.mail)
        ports.bind(Painter, self.painter)
        ports.bind(Queue, self.queue)
        ports.bind(Renderer, self.renderer)
        ports.bind(ResumableSources, self.resumables)
        ports.bind(Storage, self.storage)
