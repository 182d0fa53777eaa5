"""What is exported comes back: all of it from brat and JSON Lines, and from CoNLL what tags can hold."""

from __future__ import annotations

import codecs
import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_claims.annotations.records import ID_PREFIX
from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims.formats.brat.configuration import annotation_conf
from conflict_claims.formats.bulk_lines import lines_from
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.exports.files import to_brat, to_conll, to_jsonl
from conflict_claims.formats.exports.items import Item, bulk_items, corpus_items
from conflict_claims.formats.label_maps import read_label_map
from conflict_claims.formats.label_maps.values import FIELDS, missing
from conflict_claims_schemas.fields import Field
from conflict_claims_schemas.vocabulary import ACTOR_TYPE, LAYER, SPAN_LAYERS
from tests.corpora import TEXT, add_article, add_pass, front_matter, harl_corpus, records, span
from tests.formats.exchanged import lost, read

TEXTS = st.one_of(st.just(TEXT), st.text("ab é🙂\n\t\u2028\u0645جبهة.'-", min_size=1, max_size=60))


def item(text: str, found: list[dict[str, Any]], article_id: str = "harl-0001", **fields: Any) -> Item:
    front = {name: value for name, value in front_matter(article_id, text, **fields).items() if value is not None}
    return Item(front, text, LAYER.names, "g1.0", found, f"{article_id}.jsonl")


def words_of(field: Field, ids: Mapping[str, list[str]]) -> st.SearchStrategy[Any]:
    """Values that a field may have; `ids` are those of the records, by layer."""
    labels = st.sampled_from(field.label_set.names) if field.label_set else None
    if field.kind == "reference":
        known = [one for layer in field.refers for one in ids.get(layer, [])]
        single = [st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True)] if known else []
        special = [st.sampled_from([[one] for one in field.specials])] if field.specials else []
        return st.one_of(*single, *special) if single or special else st.none()
    if field.kind == "strings":
        assert labels is not None
        return st.lists(labels, min_size=1, unique=True)
    if field.kind == "count":
        return st.integers(0, 2**63 - 1)
    if field.kind == "date":
        return st.dates().map(lambda day: day.isoformat())
    if labels is not None:
        return labels
    return st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@st.composite
def articles(draw: st.DrawFn) -> Item:
    """An article with records of every layer, which need not make sense but are of the right kinds."""
    text = draw(TEXTS.filter(lambda one: one.strip() != "" and not one[0].isspace()))
    layers = draw(st.lists(st.sampled_from(SPAN_LAYERS), max_size=8))
    numbers = draw(st.permutations(range(1, 99)))
    ids: dict[str, list[str]] = {layer: [] for layer in SPAN_LAYERS}
    for layer, number in zip(layers, numbers, strict=False):
        ids[layer].append(f"{ID_PREFIX[layer]}{number}")
    found: list[dict[str, Any]] = []
    for layer, locals_ in ids.items():
        for local in locals_:
            start, end = draw(spans_of(text))
            head = {"id": local, "layer": layer, "start": start, "end": end, "text": text[start:end]}
            found.append(head | draw(filled(layer, ids)))
    if len(ids["casualty"]) > 1:
        ends = {"from": ids["casualty"][0], "to": ids["casualty"][1]}
        found.append({"id": "k7", "layer": "link", **ends} | draw(filled("link", ids)))
    # Without an actor there may be no holder to refer to, and a stance cannot be without.
    return item(text, [] if any(missing(record["layer"], record) for record in found) else found)


def spans_of(text: str) -> st.SearchStrategy[tuple[int, int]]:
    """Spans that begin and end with something other than a blank, as annotators mark them."""
    solid = [at for at, char in enumerate(text) if not char.isspace()]
    ends = st.tuples(st.sampled_from(solid), st.sampled_from(solid))
    return ends.map(lambda pair: (min(pair), max(pair) + 1))


@st.composite
def filled(draw: st.DrawFn, layer: str, ids: Mapping[str, list[str]]) -> dict[str, Any]:
    values = {}
    for name, field in FIELDS[layer].items():
        if field.required or draw(st.booleans()):
            value = draw(words_of(field, ids))
            if value is not None and value != field.default:
                values[name] = value
    return values


def by_id(line: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    tables = ("actors", "casualties", "stances", "topics", "links")
    return {record["id"]: record for table in tables for record in line.get(table) or []}


def without_order(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as it means: labels of a list have no order."""
    return {name: sorted(value) if name == "subset" else value for name, value in record.items()}


def there_and_back(one: Item, folder: Path) -> tuple[dict[str, Any], ExchangeReport]:
    out, back = ExchangeReport(), ExchangeReport()
    to_brat([one], folder, out)
    assert lost(out) == {}
    labels = read_label_map(folder / "labels.toml")
    return json.loads(next(lines_from(folder, labels, back))), back


@pytest.mark.slow
@given(articles())
def test_brat_and_back_gives_the_same_records(tmp_path_factory: pytest.TempPathFactory, one: Item) -> None:
    line, report = there_and_back(one, tmp_path_factory.mktemp("brat"))
    assert lost(report) == {}
    found = {local: without_order(record) for local, record in by_id(line).items()}
    assert found == {record["id"]: without_order(record) for record in one.records}
    assert {name: line[name] for name in one.front} == one.front
    assert (line["text"], line["guidelines"], line["layers"]) == (one.text, one.guidelines, list(one.layers))


def test_article_with_every_layer_comes_back_byte_for_byte(tmp_path: Path) -> None:
    layout = harl_corpus(tmp_path / "corpus")
    report = ExchangeReport()
    to_jsonl(corpus_items(layout, "gold", (), report), tmp_path / "a.jsonl", report)
    to_brat(corpus_items(layout, "gold", (), report), tmp_path / "brat", report)
    labels = read_label_map(tmp_path / "brat" / "labels.toml")
    assert list(lines_from(tmp_path / "brat", labels, report)) == (tmp_path / "a.jsonl").read_bytes().splitlines(True)
    to_jsonl(bulk_items(tmp_path / "a.jsonl", report), tmp_path / "b.jsonl", report)
    assert (tmp_path / "b.jsonl").read_bytes() == (tmp_path / "a.jsonl").read_bytes()
    assert (lost(report), report.refusals) == ({}, 0)


def test_ids_and_front_matter_of_others_come_back(tmp_path: Path) -> None:
    front = {"title": "Other title", "language": "fi", "license": "CC-BY-4.0", "split": "test", "outlet": "NYT"}
    given = item(TEXT, records(), "NYT_17", **front, published="2020-01-01")
    line, _ = there_and_back(given, tmp_path)
    assert {name: line[name] for name in given.front} == given.front


def test_brat_files_are_as_brat_has_them(tmp_path: Path) -> None:
    text = "Northern\nFront\tmet 14 people"
    note = span(text, "14 people", "c4", "casualty", outcome="killed", modality="exact", min=14, note="a\nb\\n")
    actor = span(text, "Northern\nFront", "a2", "actor", type="rebel_group", mention="named", actor="nf")
    to_brat([item(text, [actor, note])], tmp_path, ExchangeReport())
    assert (tmp_path / "harl-0001.ann").read_text().splitlines() == [
        "T1\tactor 0 8;9 14\tNorthern Front",
        "T2\tcasualty 19 28\t14 people",
        "A1\ttype T1 rebel_group",
        "A2\tmention T1 named",
        "A3\toutcome T2 killed",
        "A4\tmodality T2 exact",
        "N1\tReference T1 actor_registry:nf\tnf",
        "#1\tid T1\ta2",
        "#2\tid T2\tc4",
        "#3\tmin T2\t14",
        "#4\tAnnotatorNotes T2\ta\\nb\\\\n",
    ]


def test_words_beside_references_come_back(tmp_path: Path) -> None:
    found = [record | {"source": ["a1", "unnamed"]} if record["id"] == "c1" else record for record in records()]
    line, _ = there_and_back(item(TEXT, found), tmp_path)
    assert by_id(line)["c1"]["source"] == ["a1", "unnamed"]


def test_line_ends_that_are_cut_off_a_span_are_told(tmp_path: Path) -> None:
    text = "Northern\nFront\nmet"
    edges = span(text, "Northern\nFront\n", "a1", "actor", type="rebel_group", mention="named")
    report = ExchangeReport()
    to_brat([item(text, [edges])], tmp_path, report)
    assert "T1\tactor 0 8;9 14\tNorthern Front\n" in (tmp_path / "harl-0001.ann").read_text()
    assert [tally.examples for tally in report.changed.values()] == [["harl-0001.jsonl a1 0 15"]]


def test_annotation_conf_declares_all_that_is_written(tmp_path: Path) -> None:
    to_brat([item(TEXT, records())], tmp_path, ExchangeReport())
    conf = (tmp_path / "annotation.conf").read_text()
    assert conf == annotation_conf()
    declared = {line.split("\t")[0] for line in conf.splitlines() if line and not line.startswith(("[", "<"))}
    written = {re.split("[\t ]", line)[1] for line in (tmp_path / "harl-0001.ann").read_text().splitlines()
               if line[0] in "TRA"}  # fmt: skip
    assert written <= declared


def test_reference_to_what_is_not_there_is_told(tmp_path: Path) -> None:
    stance = span(TEXT, "denied responsibility", "s1", "stance", act="deny_harm", holder=["a77"], speech="narrated")
    link = {"id": "k1", "layer": "link", "type": "updates", "from": "c8", "to": "c9"}
    report = ExchangeReport()
    to_brat([item(TEXT, [stance, link])], tmp_path, report)
    assert lost(report) == {"reference: it has no place in brat": 2}


def test_conll_holds_the_longest_span_of_a_layer_and_tells_the_others(tmp_path: Path) -> None:
    text = "Harl police chief met Harl police. Two of twenty-one died."
    spans = [
        span(text, "Harl police", "a1", "actor", type="police_security", mention="nominal"),
        span(text, "Harl police chief", "a2", "actor", type="government", mention="nominal"),
        span(text, "twenty", "c1", "casualty", outcome="killed", modality="exact"),
        {"id": "k1", "layer": "link", "type": "updates", "from": "c1", "to": "c1"},
    ]
    report = ExchangeReport()
    to_conll([item(text, spans)], tmp_path, report)
    lines = (tmp_path / "actor.conll").read_text().splitlines()
    assert lines[:6] == ["-DOCSTART- -X- -X- O", "", "Harl 0 4 B-government", "police 5 11 I-government",
                         "chief 12 17 I-government", "met 18 21 O"]  # fmt: skip
    assert lines.index("", 2) == lines.index(". 33 34 O") + 1
    assert lost(report)["span: a longer or earlier span of its layer has its tokens"] == 1
    assert lost(report)["link: CoNLL has tags alone"] == 1
    assert lost(report)["field: CoNLL has no place for actor.mention"] == 1
    assert ("span", "it ends within a token; the whole token is tagged") in report.changed


ACTOR_COLUMNS = "\n".join([
    '[article]\nlanguage = "en"\n[conll]\ntoken = 1\nstart = 2\nend = 3',
    "[[conll.tags]]\ncolumn = 4\n[conll.tags.spans]",
    *(f'{name} = {{ layer = "actor", type = "{name}", mention = "named" }}' for name in ACTOR_TYPE.names),
])  # fmt: skip


@pytest.mark.slow
@given(articles())
@settings(max_examples=40)
def test_conll_comes_back_with_the_spans_that_were_tagged(tmp_path_factory: pytest.TempPathFactory, one: Item) -> None:
    folder, report = tmp_path_factory.mktemp("conll"), ExchangeReport()
    to_conll([one], folder, report)
    assert report.read("span") == sum(record["layer"] != "link" for record in one.records)
    lines, back = read(folder / "actor.conll", ACTOR_COLUMNS)
    assert back.refusals == 0
    actors = [record for record in one.records if record["layer"] == "actor"]
    found = [actor for line in lines for actor in line["actors"]]
    assert len(found) <= len(actors)
    assert len(lines) == 1
    assert re.sub(r"\s", "", one.text) == re.sub(r"\s", "", lines[0]["text"])
    whole = {(record["start"], record["end"], record["type"]) for record in actors}
    moved = sum(tally.count for (kind, _), tally in report.changed.items() if kind == "span")
    assert len({(record["start"], record["end"], record["type"]) for record in found} - whole) <= moved


def test_bulk_lines_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    good = {"id": "harl-0001", "text": TEXT, "actors": [dict(records()[0]), {"id": "a9"}, 3]}
    moved = {"id": "harl-0002", "text": TEXT, "actors": [records()[0] | {"start": 1}]}
    lines = [json.dumps(good), "no json", "[]", '{"id":"x"}', json.dumps(moved), '{"id":"../up","text":"Up"}']
    path.write_text("\n".join(lines) + "\n")
    report = ExchangeReport()
    to_brat(bulk_items(path, report), tmp_path / "out", report)
    assert [refusal.place for refusal in report.refused] == ["in.jsonl:2", "in.jsonl:3", "in.jsonl:4", "in.jsonl:6"]
    assert report.records == {"actor": 1}
    assert not (tmp_path / "up.txt").exists()
    assert lost(report)["span: its words are not those at its offsets; conflict-claims check says how to mend it"] == 1


@pytest.mark.parametrize("suffix", ["", ".gz", ".ZST"])
def test_bulk_files_are_read_as_convert_reads_them(tmp_path: Path, suffix: str) -> None:
    good = [json.dumps({"id": f"harl-000{number}", "text": TEXT, "actors": [{"id": "a9"}]}) for number in (1, 2)]
    data = codecs.BOM_UTF8 + "\r\n".join([good[0], "", "  ", good[1]]).encode()
    path = tmp_path / f"b.jsonl{suffix}"
    packed = {"": data, ".gz": gzip.compress(data), ".ZST": pa.compress(data, codec="zstd", asbytes=True)}
    path.write_bytes(packed[suffix])
    report = ExchangeReport()
    assert [one.id for one in bulk_items(path, report)] == ["harl-0001", "harl-0002"]
    assert report.refusals == 0
    tally = next(iter(report.lost.values()))
    assert [example.split(" ")[0] for example in tally.examples] == [f"b.jsonl{suffix}:1", f"b.jsonl{suffix}:4"]


def test_a_bulk_file_that_was_cut_off_gives_what_it_has_and_is_named(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": f"harl-{number:04d}", "text": TEXT}) + "\n" for number in range(5_000))
    path = tmp_path / "b.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode())[:-2000])
    report = ExchangeReport()
    assert len(list(bulk_items(path, report))) > 3_000
    assert report.refused[-1].expected == "a file that can be read to its end"


def test_front_matter_of_another_kind_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = {"id": "harl-0001", "text": TEXT, "license": ["x"], "title": 10**30, "facts_from": [1], "guidelines": 10**30}
    (tmp_path / "b.jsonl").write_text(json.dumps(line))
    bulk = ["--bulk", str(tmp_path / "b.jsonl")]
    assert main(["export", "jsonl", str(tmp_path / "all.jsonl"), *bulk]) == 0
    assert json.loads((tmp_path / "all.jsonl").read_text())["id"] == "harl-0001"
    assert main(["export", "jsonl", str(tmp_path / "public.jsonl"), *bulk, "--edition", "public"]) == 0
    assert "not carried  front matter x1  license is not a text" in capsys.readouterr().out
    assert (tmp_path / "public.jsonl").read_text() == ""


def test_ids_that_stand_twice_are_told(tmp_path: Path) -> None:
    actor = records()[0]
    found = [item(TEXT, [actor, {**actor, "start": actor["start"] + 1, "text": actor["text"][1:]}]), item(TEXT, [])]
    report = ExchangeReport()
    to_brat(found, tmp_path, report)
    assert (tmp_path / "harl-0001.ann").read_text().count("actor") == 1
    assert lost(report) == {"reference: it has no place in brat": 1}
    assert report.refused[0].expected == "an id that no other article has"


KEYS = st.sampled_from(["id", "text", "start", "end", "layer", "type", "actors", "layers", "from"])
ANY_JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(KEYS, one, max_size=5),
    max_leaves=12,
)


@given(ANY_JSON)
def test_any_bulk_line_is_written_or_told(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    folder = tmp_path_factory.mktemp("any")
    line = {"id": "harl-0001", "text": TEXT} | value if isinstance(value, dict) else value
    (folder / "in.jsonl").write_text(json.dumps(line) + "\n")
    report = ExchangeReport()
    to_brat(bulk_items(folder / "in.jsonl", report), folder / "out", report)
    assert report.articles + report.refusals == 1


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    def stopped() -> Any:
        yield item(TEXT, records())
        raise KeyboardInterrupt

    targets = ((to_jsonl, tmp_path / "a.jsonl"), (to_conll, tmp_path / "conll"), (to_brat, tmp_path / "brat"))
    for write, target in targets:
        with pytest.raises(KeyboardInterrupt):
            write(stopped(), target, ExchangeReport())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.fixture
def corpus(tmp_path: Path) -> Layout:
    layout = harl_corpus(tmp_path / "corpus")
    add_article(layout, "harl-0002", TEXT, license="not-stated")
    add_pass(layout, "harl-0002", TEXT, records())
    return layout


def export(layout: Layout, *words: str) -> int:
    return main(["export", *words, "--root", str(layout.root)])


@pytest.mark.parametrize("form", ["brat", "conll", "jsonl"])
def test_command_writes_each_format(
    corpus: Layout, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(corpus, form, str(tmp_path / "out")) == 0
    assert "articles 2; records: 8 actor, 6 casualty, 4 link, 2 stance, 2 topic" in capsys.readouterr().out
    assert export(corpus, form, str(tmp_path / "out")) == 2
    assert "is there already" in capsys.readouterr().err


def test_public_edition_leaves_out_texts_that_may_not_be_published(
    corpus: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(corpus, "brat", str(tmp_path / "out"), "--edition", "public") == 0
    assert not list((tmp_path / "out").glob("harl-0002*"))
    assert "not carried  article x1  its text may not be published" in capsys.readouterr().out


def test_command_takes_single_articles_annotators_and_bulk_files(corpus: Layout, tmp_path: Path) -> None:
    assert export(corpus, "jsonl", str(tmp_path / "one.jsonl"), "harl-0002") == 0
    assert export(corpus, "brat", str(tmp_path / "brat"), "--bulk", str(tmp_path / "one.jsonl")) == 0
    assert (tmp_path / "brat" / "harl-0002.ann").exists()
    add_pass(corpus, "harl-0001", TEXT, records()[:1], annotator="ann-a")
    assert export(corpus, "jsonl", str(tmp_path / "two.jsonl"), "--annotator", "ann-a") == 0
    assert len(json.loads((tmp_path / "two.jsonl").read_text())["actors"]) == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("harl-0009",), "gold marked no harl-0009"),
        (("--annotator", "nobody"), "no folder annotations/nobody"),
        (("--annotator", "../gold"), "no folder annotations/../gold"),
        (("--bulk", "none.jsonl"), "none.jsonl: expected a file that can be read"),
        (("--bulk", "none.jsonl", "--annotator", "gold"), "--bulk takes neither"),
    ],
)
def test_wrong_usage_is_told(
    corpus: Layout, tmp_path: Path, words: tuple[str, ...], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(corpus, "jsonl", str(tmp_path / "out.jsonl"), *words) == 2
    assert why in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()


def test_article_that_cannot_be_read_is_told_and_the_rest_goes_on(corpus: Layout, tmp_path: Path) -> None:
    corpus.article("harl-0001").write_text("no article")
    assert export(corpus, "jsonl", str(tmp_path / "out.jsonl")) == 1
    assert json.loads((tmp_path / "out.jsonl").read_text())["id"] == "harl-0002"
