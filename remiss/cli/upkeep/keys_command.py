"""`remiss keys`: the keys that encrypt what Temporal keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from remiss.cli.surroundings import settings_in_force
from remiss.cli.terminal import help_text, print_line, screen
from remiss.settings import variable
from remiss.texts import BilingualError, text

keys = typer.Typer(no_args_is_help=True, help=help_text("command.keys.help"))


@keys.command("new", help=help_text("command.keys.new"))
def new_key() -> None:
    """Make the file with its first key, or add one that only decrypts until it is promoted."""
    from remiss.temporal import codec

    path = _keys_file()
    with _mistakes_told():
        key, active = codec.add_key(path), codec.read(path)[0]
    if active.id == key.id:
        print_line("command.keys.made", path=path, key=key.id)
        print_line("command.keys.set", setting=f"{variable('payload_keys_file')}={path}")
        return
    print_line("command.keys.added", key=key.id, active=active.id)
    spread = text("command.keys.spread").both()
    screen.print(f"{spread}\n  remiss keys use {key.id}", markup=False)


@keys.command("use", help=help_text("command.keys.use"))
def use_key(
    key_id: Annotated[
        str, typer.Argument(help=help_text("command.keys.key_id"), show_default=False)
    ],
) -> None:
    """Let a key every process has encrypt from the next start."""
    from remiss.temporal import codec

    with _mistakes_told():
        key = codec.promote(_keys_file(), key_id)
    print_line("command.keys.promoted", key=key.id)


@keys.command("list", help=help_text("command.keys.list"))
def list_keys() -> None:
    """Show which keys there are, never the keys."""
    from remiss.temporal import codec

    with _mistakes_told():
        active, *others = codec.read(_keys_file())
    screen.print(f"{active.id}  {help_text('command.keys.encrypts')}", markup=False)
    for key in others:
        screen.print(f"{key.id}  {help_text('command.keys.decrypts')}", markup=False)


def _keys_file() -> Path:
    """The file of keys of the settings, or the one of the embedded mode."""
    from remiss.temporal.payload_keys import own_keys_file

    settings = settings_in_force()
    return settings.payload_keys_file or own_keys_file(settings.data_dir.resolve())


@contextmanager
def _mistakes_told() -> Iterator[None]:
    """What is wrong with the file of keys, as every command tells it."""
    from remiss.temporal.codec import KeyringError

    try:
        yield
    except KeyringError as error:
        raise BilingualError(error.message) from None
