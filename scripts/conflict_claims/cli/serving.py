"""What the commands that talk to a Label Studio server share: settings, connection, and what its troubles exit with."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from conflict_claims.label_studio.access import NoAccess, read_access

if TYPE_CHECKING:
    from conflict_claims.articles import Settings
    from conflict_claims.files.layout import Layout
    from conflict_claims.label_studio.client import Connection

OK, FAULTS, USAGE, FAILED = 0, 1, 2, 3

Work = Callable[["Connection"], int]
Plan = Callable[["Layout", "Settings", argparse.Namespace], Work]


def serve(command: str, args: argparse.Namespace, plan: Plan) -> int:
    """Read what `plan` needs from the corpus, then connect and do the work that it gives; returns the exit code.

    Nothing is sent before the corpus was read, and nothing is read from the server before it is known to be one.
    """
    from conflict_claims.articles import read_settings
    from conflict_claims.files.layout import Layout
    from conflict_claims.label_studio.selection import BadSelection

    layout = Layout(args.root)
    settings, _ = read_settings(layout)
    if settings is None:
        return refuse(command, f"no {layout.settings} that can be read: --root must name a folder laid out like this")
    try:
        access = read_access(args.url, args.token_file)
        work = plan(layout, settings, args)
    except (NoAccess, BadSelection) as error:
        return refuse(command, str(error))
    from conflict_claims.label_studio.client import connect
    from conflict_claims.label_studio.trouble import Trouble, WrongRequest

    try:
        return work(connect(access))
    except Trouble as trouble:
        return refuse(command, str(trouble), USAGE if isinstance(trouble, WrongRequest) else FAILED)


def refuse(command: str, message: str, code: int = USAGE) -> int:
    """Say on standard error why the command does nothing more; returns the exit code."""
    from conflict_claims.render.escape import visible
    from conflict_claims.render.terminal import say

    lines = [visible(line) for line in message.split("\n")]
    say([f"conflict-claims label-studio {command}: {lines[0]}", *lines[1:]], sys.stderr)
    return code
