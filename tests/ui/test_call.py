"""What a person is told when an event of theirs fails."""

from structlog.testing import capture_logs

from app.ui.call import told_of_bug


def test_a_bug_is_told_neutrally_with_the_number_under_which_the_log_has_it() -> None:
    with capture_logs() as lines:
        told = str(told_of_bug(ZeroDivisionError("a detail that is nobody's business")))
    assert "nobody's business" not in told
    assert "Nothing saved was lost" in told
    assert lines[0]["incident"] in told
    assert isinstance(lines[0]["exc_info"], ZeroDivisionError)
