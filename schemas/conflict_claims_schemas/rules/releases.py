"""REL: what a release needs beside data without a fault."""

from __future__ import annotations

from conflict_claims_schemas.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "REL001", "release-page-missing", "L5", "error",
        title="A page that every release carries is missing",
        why="data without their guidelines, datasheet and citation cannot be judged, used or cited",
        fix="write the page; docs/releasing.md says what belongs in it",
        bad="no DATASHEET.md",
        good="DATASHEET.md, CITATION.cff and annotations/guidelines.md are there",
        guards=("files",),
    ),
    Rule(
        "REL002", "guidelines-of-another-version", "L5", "error",
        title="The guidelines are not of the version that corpus.yaml names",
        why="a release carries the guidelines by which its gold was marked, and names them by their version",
        fix="set guidelines in corpus.yaml to the version of annotations/guidelines.md, or correct its line `version:`",
        bad="guidelines: g1.1 in corpus.yaml, version: g1.0 in annotations/guidelines.md",
        good="guidelines: g1.1 in corpus.yaml, version: g1.1 in annotations/guidelines.md",
        guards=("corpus.guidelines",),
    ),
    Rule(
        "REL003", "gold-by-earlier-guidelines", "L5", "error",
        title="Gold was marked by other guidelines than those in force",
        why="what is published as gold is held against the guidelines that are published with it",
        fix="go through the article by the guidelines in force and set guidelines in the header; waive the rule"
        " where that was left for later",
        bad='"guidelines":"g1.0" in gold where corpus.yaml has g1.1',
        good='"guidelines":"g1.1" in gold where corpus.yaml has g1.1',
        guards=("header.guidelines",),
        waivable=True,
    ),
    Rule(
        "REL004", "citation-malformed", "L5", "error",
        title="CITATION.cff is not of the Citation File Format 1.2.0",
        why="who cites the data takes the citation from it, and services refuse a file that is not valid",
        fix="give cff-version: 1.2.0, message, title and authors; an author has a name, or family-names and"
        " given-names",
        bad="cff-version: 1.2.0\ntitle: Claims from Valdria",
        good="cff-version: 1.2.0\nmessage: Please cite it as below.\ntitle: Claims from Valdria\nauthors:\n"
        "- name: The Valdria team",
        guards=("files",),
    ),
    Rule(
        "REL005", "datasheet-question-missing", "L5", "warning",
        title="The datasheet does not answer a question that the release passes on",
        why="catalogues of data sets show these answers, and a missing one reads as nothing to tell",
        fix="add the question as a heading `### …` with an answer, be it that this is not settled",
        bad="no heading `### Was the raw data kept?`",
        good="### Was the raw data kept?\n\nYes, in corpus/raw.",
        guards=("files",),
    ),
    Rule(
        "REL006", "withdrawn-article-present", "L5", "error",
        title="An article that was withdrawn is still there, or there again",
        why="a takedown holds for good, and the id of a withdrawn article is never given again",
        fix="remove its article, raw and annotation files; `conflict-claims release withdraw` does so",
        bad="valdria-0002 in corpus/withdrawn.yaml and in corpus/articles",
        good="valdria-0002 in corpus/withdrawn.yaml alone",
        guards=("front_matter.id",),
    ),
    Rule(
        "REL007", "withdrawal-malformed", "L5", "error",
        title="An entry of corpus/withdrawn.yaml cannot be published",
        why="the entry becomes the tombstone of the article in every later release",
        fix="give id, reason and date of each article once, as `conflict-claims release withdraw` does",
        bad="reason: somebody did not like it",
        good="reason: rights",
        guards=("files",),
    ),
    Rule(
        "REL008", "article-without-gold", "L5", "warning",
        title="An article has no gold annotation",
        why="it is published with text and no layer, which is seldom meant",
        fix="adjudicate its passes into annotations/gold, or waive the rule where it is meant",
        bad="corpus/articles/valdria-0002.md without annotations/gold/valdria-0002.jsonl",
        good="both are there",
        guards=("files",),
        waivable=True,
    ),
)  # fmt: skip
