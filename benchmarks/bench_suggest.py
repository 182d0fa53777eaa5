"""How many articles a second `suggest` reads on one core, beside naive patterns and the floor.

    python benchmarks/bench_suggest.py [--articles 1000] [--pipeline en_core_web_sm]

Two texts: generated news of 400 words (about 11 actors, 5 casualties and 3 stances each; no two articles alike), and
the corpus' own articles, whose claims stand several times as close. Seconds are of the process, the best of three
rounds. The floor cuts the text into words and sentences and does nothing else. Where the spaCy pipeline is installed,
its entities on a hundred of the same articles are timed too. Prints articles a second, and the share of each step.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.baselines import naive  # noqa: E402
from conflict_claims.articles import read_article  # noqa: E402
from conflict_claims.files.layout import Layout  # noqa: E402
from conflict_claims.suggest.article import Suggester  # noqa: E402
from conflict_claims.suggest.phrases import chunks_of  # noqa: E402
from conflict_claims.suggest.words import words_of  # noqa: E402
from conflict_claims.text.sentences import sentence_bounds  # noqa: E402

SEED = 20310304
WORDS = 400
ROUNDS = 3
SIDES = "rebels|the army|gunmen|security forces|the Northern Front|police|militants|the Harl Council".split("|")
VICTIMS = "soldiers|villagers|miners|policemen|civilians|fighters|passengers|students".split("|")
PLACES = "Harl|Tarn|the valley|a village near Dossa|the port of Lirik|the eastern district".split("|")
TOLLS = (
    "At least {n} {v} were killed when {s} attacked a post in {p} on Monday, {t} said",
    "{T} said {s} had killed {n} {v} and wounded {m} in {p}",
    "The death toll in {p} rose to {n}, according to {t}",
    "A raid by {s} left {n} {v} dead, including {m} children",
)
STANCES = (
    "{T} condemned the attack in {p} and blamed {s}",
    "{T} claimed responsibility for the raid",
    "{T} denied any part in it",
)
PLAIN = (
    "The road from {p} to the coast was closed for most of the morning because of heavy rain",
    "Shops in {p} opened again after the market had been cleaned and the power came back",
    "Talks about the price of grain will be held in the capital next week, and traders wait for the result",
    "A spokesman for {t} told reporters that the bridge would be repaired before winter",
    "The town lies at the foot of the mountains, where a railway line crosses the river on its way north",
    "Schools were open, buses ran as usual and the ferry to the islands left on time in the afternoon",
)


def sentences(chance: random.Random) -> Iterator[str]:
    """Sentences without end: a fifth of them with tolls, a seventh with stances."""
    while True:
        pool = chance.choices((TOLLS, STANCES, PLAIN), weights=(20, 14, 66))[0]
        side, other = chance.sample(SIDES, 2)
        text = chance.choice(pool).format(
            n=chance.randint(4, 900), m=chance.randint(2, 90), v=chance.choice(VICTIMS), p=chance.choice(PLACES),
            s=side, t=other, T=other[0].upper() + other[1:],
        )  # fmt: skip
        yield f"{text}."


def generated(count: int) -> list[str]:
    """News of about WORDS words each: a headline and paragraphs of three sentences."""
    chance = random.Random(SEED)
    supply = sentences(chance)
    articles = []
    for _ in range(count):
        parts = ["Clashes in Harl leave several dead, officials say"]
        length = 0
        while length < WORDS:
            parts.append(" ".join(next(supply) for _ in range(3)))
            length += len(parts[-1].split())
        articles.append("\n\n".join(parts))
    return articles


def corpus() -> list[str]:
    """The corpus' articles."""
    layout = Layout(ROOT)
    read = (read_article(path, layout)[0] for path in layout.article_files())
    return [article.text for article in read if article is not None]


def floor(text: str) -> int:
    """Words and sentences, and nothing else."""
    return len(re.findall(r"\w+|[^\w\s]", text)) + len(sentence_bounds(text))


def rate(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Articles of WORDS words a second."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - began)
    return sum(len(text.split()) for text in texts) / WORDS / best


def show(name: str, texts: Sequence[str]) -> None:
    suggester = Suggester()
    steps: dict[str, Callable[[str], object]] = {
        "floor: words and sentences": floor,
        "naive patterns": naive,
        "suggest, all layers": suggester.suggest,
        "  actors, casualties, links": lambda text: suggester.suggest(text, ("actor", "casualty", "link")),
        "  actors alone": lambda text: suggester.suggest(text, ("actor",)),
        "  words and chunks alone": lambda text: chunks_of(words_of(text)),
    }
    print(f"{name}: {len(texts)} articles")
    for step, work in steps.items():
        print(f"  {step:32} {rate(work, texts):9,.0f} articles/s")


def show_spacy(pipeline: str, texts: Sequence[str]) -> None:
    if find_spec("spacy") is None or find_spec(pipeline) is None:
        print(f"  spaCy {pipeline}: not installed")
        return
    entities = import_module("spacy").load(pipeline)
    print(f"  spaCy {pipeline:26} {rate(entities, texts[:100]):9,.0f} articles/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--pipeline", default="en_core_web_sm")
    args = parser.parse_args()
    texts = generated(args.articles)
    show("generated news", texts)
    show_spacy(args.pipeline, texts)
    show("the corpus", corpus())


if __name__ == "__main__":
    main()
