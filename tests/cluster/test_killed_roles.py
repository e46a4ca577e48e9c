"""Each role of the Temporal server dies under load, and nothing that was acknowledged is lost."""

import pytest

from lab.chaos.scene import play
from lab.chaos.table import show
from lab.cluster.killed_roles import role_killed
from lab.cluster.temporal_cluster import ROLES, Cluster

LONGEST_SECONDS = 600


@pytest.mark.timeout(720)
@pytest.mark.parametrize("role", ROLES)
async def test_a_killed_role_loses_nothing_and_doubles_nothing(
    cluster: Cluster, role: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Counted from outside, and what clients saw of one case fits in one order."""
    result = await play(await role_killed(cluster, role), longest=LONGEST_SECONDS)
    with capsys.disabled():
        show([result])
    assert list(result.wrong) == []
    assert result.count is not None
    assert result.count.kept == result.count.acknowledged > 0
    assert result.count.notices > 0
