"""Publish a release candidate to the Hugging Face hub: one commit, then a tag on exactly that commit.

FOLDER is what `release plan` wrote, dist/release/VERSION. Interrupted anywhere and run again, it does what is left.
A commit or tag of someone else is never overwritten. The token comes from HF_TOKEN or `hf auth login`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflict_claims.release.candidate import Candidate
    from conflict_claims.release.client import Hub
    from conflict_claims.release.publish import Plan, Published


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the release candidate")
    parser.add_argument("--repo-id", metavar="OWNER/NAME", help="publish there (default: what the candidate says)")
    parser.add_argument("--private", action="store_true", help="make the repository private where it is not there yet")
    parser.add_argument(
        "--overwrite", action="store_true", help="replace files that were changed or deleted on the hub since"
    )
    parser.add_argument("--dry-run", action="store_true", help="only read, and say what would be done")


def run(args: argparse.Namespace) -> int:
    """Publish; returns 0, or 1 where it was refused."""
    from conflict_claims.release.candidate import read_candidate
    from conflict_claims.release.client import Hub
    from conflict_claims.release.faults import HubFault
    from conflict_claims.release.refusal import Refused
    from conflict_claims.render.escape import visible

    try:
        candidate = read_candidate(args.folder)
        hub = Hub(args.repo_id or candidate.repository)
        if args.dry_run:
            return _dry_run(candidate, hub, args.private)
        return _publish(candidate, hub, args)
    except (HubFault, Refused) as error:
        print(f"conflict-claims release publish: {visible(str(error))}", file=sys.stderr)
        return 1


def _dry_run(candidate: Candidate, hub: Hub, private: bool) -> int:
    from conflict_claims.release.publish import plan_publishing
    from conflict_claims.render.escape import visible

    plan = plan_publishing(candidate, hub)
    print(f"{visible(hub.repository)} {candidate.tag}, on {hub.endpoint} (dry run: nothing is written)")
    if plan.create:
        print(f"would make the {'private' if private else 'public'} repository")
    _tell_commit(plan, "would make one commit")
    for name in plan.edited:
        print(f"  not as the last release left it on the hub: {visible(name)}; would be refused without --overwrite")
    if not plan.tagged:
        print(f"would set the tag {candidate.tag} on it")
    return 0


def _tell_commit(plan: Plan, done: str) -> None:
    from conflict_claims.render.escape import visible

    if plan.commit:
        print(f"commit {visible(plan.commit[:12])} is there already{', and its tag' if plan.tagged else ''}")
    else:
        print(f"{done}: {len(plan.add):,} files new or changed, {len(plan.delete):,} of the last release deleted")


def _publish(candidate: Candidate, hub: Hub, args: argparse.Namespace) -> int:
    from conflict_claims.release.publish import publish

    published = publish(candidate, hub, private=args.private, overwrite=args.overwrite)
    _tell(published)
    return 0


def _tell(published: Published) -> None:
    from conflict_claims.render.escape import visible

    repository = visible(published.repository)
    _tell_commit(published.plan, f"commit {visible(published.commit[:12])}")
    print(f"published {repository} {published.tag}; load it with:\n")
    print(f'from datasets import load_dataset; load_dataset("{repository}", "casualties", revision="{published.tag}")')
