"""The page for servers of one's own can be carried out: what it has is what a cluster is given."""

import subprocess

import pytest

from lab.cluster.own_servers_page import NAMESPACE, TEMPORAL, commands
from workflows.search_attributes import SERVER_TYPES

BLOCKS = commands({TEMPORAL: "127.0.0.1:7233", NAMESPACE: "TEMPORAL_NAMESPACE=other"})


def test_it_registers_every_search_attribute_with_its_type() -> None:
    """One more in the code is one more on the page."""
    named = [word for word in BLOCKS[0].split() if word.count("=") == 1]
    pairs = dict(word.rstrip(";").split("=") for word in named)
    assert {name: pairs[name] for name in SERVER_TYPES if name in pairs} == SERVER_TYPES


def test_its_examples_give_way_to_real_addresses() -> None:
    """No example is left where a real one was given, and an example it lacks is refused."""
    assert not any(TEMPORAL in block for block in BLOCKS)
    assert "TEMPORAL_NAMESPACE=other" in BLOCKS[0]
    with pytest.raises(ValueError, match=r"no\.such\.example"):
        commands({"no.such.example": "here"})


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_is_a_shell_script(block: str) -> None:
    """A shell reads it to the end."""
    assert subprocess.run(("/bin/bash", "-n", "-c", block), check=False).returncode == 0
