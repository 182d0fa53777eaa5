"""Publishing a candidate: one commit on the branch, then a tag on exactly that commit.

Whatever stops it, the next run looks at what the repository holds and does the rest: a commit that is there is not
made again, a tag that is there is never moved, and a file that someone else changed is not overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from conflict_claims.release.candidate import Candidate
from conflict_claims.release.client import BRANCH, Entry, Hub, Refs
from conflict_claims.release.faults import NoSuchRepository, NoToken, Overtaken
from conflict_claims.release.published import Content, contents_of, missing_from, title_of
from conflict_claims.release.refusal import Refused
from conflict_claims.release.standing import Standing, hold_order, preceding
from conflict_claims.render.escape import visible


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing has to do.

    `head` is the commit that the new one follows, None where the repository is yet to be made. `commit` is set where
    the release's commit is there already, `tagged` where its tag is too. `add` names the files that are new or
    changed, `delete` those of the last release that this one has no more, `edited` those that someone changed on the
    hub since, or deleted there.
    """

    create: bool
    head: str | None
    commit: str | None
    tagged: bool
    add: Sequence[str] = ()
    delete: Sequence[str] = ()
    edited: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """A release that is there: the commit that its tag stands on, and what this run had to do."""

    repository: str
    tag: str
    commit: str
    plan: Plan


def plan_publishing(candidate: Candidate, hub: Hub) -> Plan:
    """Look what is to be done; only reads.

    Raises:
        Overtaken: the tag is there with other content, or the last release there is not the one that `candidate`
            was planned against.
        HubFault: the hub cannot tell.
    """
    contents = contents_of(candidate)
    try:
        refs = hub.refs()
    except NoSuchRepository:
        hold_order(candidate, hub, None)
        return Plan(create=True, head=None, commit=None, tagged=False, add=sorted(contents))
    return _plan_in(candidate, contents, hub, refs)


def _plan_in(candidate: Candidate, contents: Mapping[str, Content], hub: Hub, refs: Refs) -> Plan:
    if candidate.tag in refs.tags:
        if missing := missing_from(hub.tree(candidate.tag), contents):
            raise Overtaken(
                f"the tag {candidate.tag} is on the hub with other content, and a tag never moves: {_few(missing)}; "
                "plan the next version"
            )
        return Plan(create=False, head=refs.head, commit=refs.tags[candidate.tag], tagged=True)
    if refs.head is None:
        raise Refused(f"{hub.repository} has no branch {BRANCH}: make it on the hub, or publish to another repository")
    if (commit := _landed(candidate, contents, hub, refs.head)) is not None:
        return Plan(create=False, head=refs.head, commit=commit, tagged=False)
    last, tree = preceding(candidate, contents, hub, refs), hub.tree(refs.head)
    delete = sorted((last.names & tree.keys()) - contents.keys())
    add = missing_from(tree, contents)
    edited = _edited(last, tree, {*add, *delete})
    return Plan(False, refs.head, None, tagged=False, add=add, delete=delete, edited=edited)


def _edited(last: Standing, tree: Mapping[str, Entry], touched: AbstractSet[str]) -> list[str]:
    """What someone changed of the files that are `touched`, or deleted of the last release's."""
    changed = {name for name in touched & tree.keys() if tree[name] != last.tree.get(name)}
    return sorted(changed | ((last.names & last.tree.keys()) - tree.keys()))


def _landed(
    candidate: Candidate, contents: Mapping[str, Content], hub: Hub, head: str, parent: str | None = None
) -> str | None:
    """The commit of this release among the last ones up to `head` and after `parent`, if it is there."""
    for commit, title in hub.commits(head):
        if commit == parent:
            return None
        if title == title_of(candidate.tag) and not missing_from(hub.tree(commit), contents):
            return commit
    return None


def publish(candidate: Candidate, hub: Hub, *, private: bool = False, overwrite: bool = False) -> Published:
    """Publish `candidate`; where it is there already, in part or whole, do the rest or nothing.

    Args:
        candidate: as read.
        hub: the repository.
        private: make the repository private where it is not there yet.
        overwrite: replace files that someone else changed or deleted on the hub since the last release.

    Raises:
        Overtaken: someone else's commit or tag is in the way; nothing was overwritten.
        Refused: the repository is public and `private` was asked for.
        HubFault: the hub will not, or cannot now.
    """
    if hub.token is None:
        raise NoToken("publishing needs a token that may write: set HF_TOKEN, or run `hf auth login`")
    plan = plan_publishing(candidate, hub)
    if plan.create:
        hub.create(private)
        plan = _plan_in(candidate, contents_of(candidate), hub, hub.refs())
    if private and not hub.is_private():
        raise Refused(f"{hub.repository} is public, and --private was asked for: change it on the hub, or leave it out")
    if plan.edited and not overwrite:
        raise Overtaken(
            f"files on the hub that are not as the last release left them: {_few(plan.edited)}; take over what was "
            "changed there into the project, or pass --overwrite"
        )
    commit = plan.commit or _commit(candidate, hub, plan)
    if not plan.tagged:
        _tag(candidate, hub, commit)
    return Published(hub.repository, candidate.tag, commit, plan)


def _commit(candidate: Candidate, hub: Hub, plan: Plan) -> str:
    contents = contents_of(candidate)
    assert plan.head is not None
    parent = plan.head

    def landed() -> str | None:
        head = hub.refs().head
        if head is None or head == parent:
            return None
        if (commit := _landed(candidate, contents, hub, head, parent)) is not None:
            return commit
        title = next((title for found, title in hub.commits(head) if found == head), "")
        raise Overtaken(
            f'someone else\'s commit came in between: {visible(head[:12])} "{visible(title)[:80]}"; nothing was '
            "overwritten: look at it, then run `release publish` again"
        )

    commit = hub.commit(
        {name: candidate.files[name] for name in plan.add}, plan.delete, title_of(candidate.tag), parent, landed
    )
    if missing := missing_from(hub.tree(commit), contents):
        # A .gitignore on the hub makes the client leave files out without an error.
        raise Refused(f"the hub did not take {_few(missing)} into commit {visible(commit[:12])}; it got no tag")
    return commit


def _tag(candidate: Candidate, hub: Hub, commit: str) -> None:
    def landed() -> str | None:
        found = hub.refs().tags.get(candidate.tag)
        if found not in (None, commit):
            raise Overtaken(
                f"the tag {candidate.tag} was set on another commit, {visible(found[:12])}, in between; it was not "
                "moved"
            )
        return found

    hub.tag(candidate.tag, commit, landed)
    if landed() is None:
        raise Refused(f"the hub took the tag {candidate.tag} and does not show it: run `release publish` again")


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
    return ", ".join(map(visible, names[:5])) + more
