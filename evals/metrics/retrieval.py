"""How well the search finds what answers. Answerable questions with gold quotes only.

Two views. The figures of information retrieval (nDCG, R, RR, Success; by ir-measures) count units: passages, pages or
sentences, each with the highest grade of the gold quotes it is at (see overlap.py). What a user means by recall counts
gold quotes: is what answers on the screen, in however many pieces?

"Grade 2" figures take only quotes that answer for gold; "both grades" takes those that help as well, and nDCG then
gains 2 and 1 from them.
"""

from collections.abc import Mapping, Sequence

from evals.gold import Gold
from evals.metrics.overlap import Unit, found_at, length

Qrels = dict[str, dict[str, int]]
"""For each question's id the grade of every relevant unit, by the unit's id."""

Rankings = dict[str, list[str]]
"""For each question's id the ids of the units found, best first."""

RETRIEVAL = ("nDCG@10", "R@5", "R@20", "RR@10", "Success@5")
"""The measures taken from ir-measures, by their names there."""


def of_grade(qrels: Qrels, least: int) -> Qrels:
    """The judgements of at least a grade; questions without any are left out."""
    kept = {name: {unit: grade for unit, grade in of.items() if grade >= least} for name, of in qrels.items()}
    return {name: of for name, of in kept.items() if of}


def as_scores(ranked: Sequence[str]) -> dict[str, float]:
    """Scores that sort like the ranking: trec_eval sorts by score and breaks ties by id, whatever the rank says."""
    return {name: float(len(ranked) - i) for i, name in enumerate(ranked)}


def measure(qrels: Qrels, rankings: Rankings) -> dict[str, dict[str, float]]:
    """RETRIEVAL for each question that has judgements; one for which nothing was found scores 0.

    Source: ir-measures (MacAvaney, Macdonald and Ounis, ECIR 2022), which takes trec_eval's definitions. nDCG is that
    of Järvelin and Kekäläinen (TOIS 2002) with linear gain and a discount of log2(rank + 1); RR is 1 / the rank of the
    first relevant unit, 0 beyond 10; R@k the share of the relevant units among the first k; Success@5 whether one is
    among the first 5.

    Args:
        qrels: the judgements.
        rankings: what was found.

    Returns:
        For each question's id in `qrels`: name of the measure to its value, 0 to 1.
    """
    import ir_measures

    measures = [ir_measures.parse_measure(name) for name in RETRIEVAL]
    run = {name: as_scores(ranked) for name, ranked in rankings.items()}
    values: dict[str, dict[str, float]] = {name: {} for name in qrels}
    if qrels:
        for found in ir_measures.iter_calc(measures, qrels, run):
            values[found.query_id][str(found.measure)] = float(found.value)
    return values


def ranks_found(golds: Sequence[Gold], ranked: Sequence[Unit], least_grade: int) -> list[int | None]:
    """For each gold quote of at least a grade the rank by which it is found (see `found_at`), None where it is not."""
    return [found_at(gold, ranked) for gold in golds if gold.grade >= least_grade]


def quote_recall(ranks: Sequence[int | None], k: int | None = None) -> float | None:
    """The share of the gold quotes found among the first k units.

    Source: ours; "evidence recall" elsewhere. A unit that holds two quotes finds both, and a quote cut in two is
    counted once.

    Args:
        ranks: of `ranks_found`.
        k: how many units are looked at; None: all.

    Returns:
        0 to 1; None where there is no gold quote.
    """
    if not ranks:
        return None
    return sum(rank is not None and (k is None or rank <= k) for rank in ranks) / len(ranks)


def within(characters: int, passages: Sequence[Unit]) -> list[Unit]:
    """The first passages up to a number of characters: what fits into a prompt.

    The passage that goes beyond it counts with those of its sentences that still fit, and ends the list.

    Args:
        characters: how many there may be.
        passages: best first; the places of each are its sentences.
    """
    kept: list[Unit] = []
    left = characters
    for passage in passages:
        if length(passage) > left:
            kept.append(_first_sentences(passage, left))
            break
        kept.append(passage)
        left -= length(passage)
    return kept


def _first_sentences(passage: Unit, characters: int) -> Unit:
    ends = [length(passage[: i + 1]) for i in range(len(passage))]
    return passage[: sum(end <= characters for end in ends)]


def mean_recall(ranks: Mapping[str, Sequence[int | None]], k: int) -> float | None:
    """The mean over questions of `quote_recall` at k; None where no question has a gold quote."""
    values = [value for of in ranks.values() if (value := quote_recall(of, k)) is not None]
    return sum(values) / len(values) if values else None
