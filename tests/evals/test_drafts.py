from pathlib import Path

import pytest

import evals
from assistant.assistant import Assistant
from assistant.drafting.drafter import draft
from corpus.errors import QuestionSetError
from evals.drafts import mean_score, score_drafts
from evals.gold import check_against
from evals.questions import Question, read_sets
from evals.verdicts import fingerprint

SET = Path(evals.__file__).parent / "sets" / "samples.jsonl"


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return [question for question in read_sets([SET]) if question.id in ("s-001", "s-021", "s-025")]


def test_drafts_hold_what_is_vital_and_quote_verbatim(questions: list[Question], assistant: Assistant) -> None:
    scores = score_drafts(questions, check_against(questions, assistant), assistant)
    assert [score.id for score in scores] == ["s-021", "s-025"]
    assert [score.fidelity for score in scores] == [1.0, 1.0]
    assert min(score.vital_recall for score in scores) == 1.0
    assert min(score.at_gold for score in scores) >= 0.5
    mean = mean_score(scores)
    assert mean.statements == sum(score.statements for score in scores) / 2
    assert mean.id == "mean"


def test_what_a_reader_accepts_counts_beside_the_gold_quotes(questions: list[Question], assistant: Assistant) -> None:
    golds = {question.id: () for question in questions}
    made = draft(assistant, questions[1].question)
    first, second, *others = (("s-021", fingerprint(statement.text)) for statement in made.statements)
    judged = score_drafts(questions, golds, assistant, {first: True, second: False, ("s-025", first[1]): True})[0]
    assert (judged.at_gold, judged.accepted) == (0.0, 1 / len(made.statements))
    assert judged.unjudged == len(others) > 0
    bare = score_drafts(questions, golds, assistant)
    assert (bare[0].accepted, mean_score(bare).accepted) == (None, None)


def test_a_set_without_themes_is_one_sentence(questions: list[Question], assistant: Assistant) -> None:
    with pytest.raises(QuestionSetError, match="No question of the set is of the kind theme"):
        score_drafts(questions[:1], {}, assistant)
