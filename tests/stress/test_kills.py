from tests.stress.kills import kills


def test_killed_builds_lose_nothing() -> None:
    outcomes = kills(moments=6, sections=3)
    assert outcomes.total() == 6
    assert outcomes["first as before"] and outcomes["second as before"]
