"""Verify a published release: download and load its tag as a user does, and compare every file and table.

FOLDER is the candidate that was published, dist/release/VERSION. Its tag is loaded in a process and cache of its own.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the release candidate")
    parser.add_argument("--repo-id", metavar="OWNER/NAME", help="where it is (default: what the candidate says)")


def run(args: argparse.Namespace) -> int:
    """Verify; returns 0, or 1 where something differs."""
    from conflict_claims.release.candidate import read_candidate
    from conflict_claims.release.client import Hub
    from conflict_claims.release.faults import HubFault
    from conflict_claims.release.refusal import Refused
    from conflict_claims.release.verify import verify
    from conflict_claims.render.escape import visible

    try:
        candidate = read_candidate(args.folder)
        hub = Hub(args.repo_id or candidate.repository)
        found = verify(candidate, hub)
    except (HubFault, Refused) as error:
        print(f"conflict-claims release verify: {visible(str(error))}", file=sys.stderr)
        return 1
    for difference in found.differences:
        print(visible(difference), file=sys.stderr)
    told = (
        f"{found.files:,} files, {found.tables:,} tables, {found.rows:,} rows of {visible(hub.repository)} {found.tag}"
    )
    number = len(found.differences)
    print(f"{told}: {f'{number:,} differences' if number else 'all as in the candidate'}")
    return 1 if number else 0
