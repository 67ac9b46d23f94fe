"""One origin: pages call whatever served them."""

import pytest

from app.ui.origin import relative_to_page, with_proxy

BUILT = (
    "var e={PING:`http://localhost:8000/ping`,EVENT:`ws://localhost:8000/_event`,TRANSPORT:`websocket`};"
    "export{e as t};"
)


def test_the_built_pages_take_the_backend_from_their_own_address() -> None:
    script = relative_to_page(BUILT)
    assert "localhost" not in script
    assert 'PING:(location.origin+"/ping")' in script
    assert 'EVENT:(location.origin.replace(/^http/,`ws`)+"/_event")' in script
    assert "TRANSPORT:`websocket`" in script


def test_the_development_server_passes_rest_on() -> None:
    config = with_proxy("export default {\n  server: {\n    port: 1,\n  },\n}")
    assert '"/api": { target: "http://127.0.0.1:' in config
    assert config.index("server: {") < config.index('"/api"') < config.index("port: 1")


def test_a_changed_template_is_noticed_and_not_passed_over() -> None:
    with pytest.raises(RuntimeError, match="server section"):
        with_proxy("export default {}")
