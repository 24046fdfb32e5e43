"""The words of the evaluation tab, in Danish and English; a table as that of the assistant."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts import Wording

TEXTS: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        "tab": Wording("Evaluering", "Evaluation"),
        # A run
        "run": Wording("Evaluering", "Evaluation"),
        "run_help": Wording(
            "Alle spørgsmål i et spørgsmålssæt bliver stillet, og svarene bliver målt mod sættets facit.",
            "Every question of a question set is asked, and the answers are measured against the set's gold.",
        ),
        "set": Wording("Spørgsmålssæt", "Question set"),
        "start": Wording("Start", "Start"),
        "progress": Wording("Evaluering af {set}", "Evaluation of {set}"),
        "reading": Wording("Læser spørgsmålene …", "Reading the questions …"),
        "asked": Wording("{done} af {total} spørgsmål er stillet", "{done} of {total} questions asked"),
        "figuring": Wording(
            "Alle {total} spørgsmål er stillet. Tallene bliver regnet ud …",
            "All {total} questions asked. Working out the figures …",
        ),
        "done": Wording(
            "Evalueringen af {set} er færdig: {total} spørgsmål.",
            "The evaluation of {set} is done: {total} questions.",
        ),
        "started": Wording("Evalueringen af {set} er begyndt.", "The evaluation of {set} has begun."),
        "asked_part": Wording("{percent} % af spørgsmålene er stillet.", "{percent} % of the questions asked."),
        "busy": Wording(
            "En evaluering er i gang. Vent, til den er færdig, før du starter en ny.",
            "An evaluation is going on. Wait until it is done before you start another.",
        ),
        "choose_set": Wording("Vælg et spørgsmålssæt først.", "Choose a question set first."),
        "failed": Wording(
            "Evalueringen af {set} kunne ikke gennemføres", "The evaluation of {set} could not be carried out"
        ),
        "failed_help": Wording(
            "Prøv igen om lidt. Sker det igen, så bed den, der driver Kildesvar, om at se i programmets log.",
            "Try again shortly. If it happens again, ask whoever runs Kildesvar to look in the program's log.",
        ),
        # Past runs
        "runs": Wording("Tidligere kørsler", "Past runs"),
        "runs_help": Wording(
            "Højere er bedre; 1 er det højeste, og sandfærdighed begynder ved −1, alt andet ved 0. Under hvert tal "
            "står dets 95 %-interval.",
            "Higher is better; 1 is the highest, and truthfulness begins at −1, all else at 0. Below each figure "
            "stands its 95 % interval.",
        ),
        "runs_none": Wording("Der er ingen kørsler endnu.", "There are no runs yet."),
        "when": Wording("Kørsel", "Run"),
        "time": Wording("{time:%d.%m.%Y kl. %H.%M}", "{time:%Y-%m-%d %H:%M}"),
        "asked_of": Wording("{sets}, {count} spørgsmål", "{sets}, {count} questions"),
        "open_report": Wording("Åbn rapport", "Open report"),
        "open_report_of": Wording(
            "Åbn rapporten om kørslen {when} i en ny fane", "Open the report of the run of {when} in a new tab"
        ),
        "unreadable": Wording(
            "Kan ikke læses: skadet eller skrevet af en anden version.",
            "Cannot be read: damaged, or written by another version.",
        ),
        "interval": Wording("{low} til {high}", "{low} to {high}"),
        "no_interval": Wording("intet interval", "no interval"),
        "key_passages.quotes@6000ch": Wording("Fundet i 6.000 tegn", "Found in 6,000 characters"),
        "key_vital_recall": Wording("Vigtige fakta", "Vital facts"),
        "key_citation_precision.both": Wording("Rette henvisninger", "Right citations"),
        "key_truthfulness": Wording("Sandfærdighed", "Truthfulness"),
        "key_auroc": Wording("AUROC", "AUROC"),
        "key_quote_fidelity": Wording("Ordrette citater", "Verbatim quotes"),
        # Two runs compared
        "compare": Wording("Sammenlign to kørsler", "Compare two runs"),
        "compare_help": Wording(
            "Spørgsmål for spørgsmål: hvad blev bedre, og hvor sikkert er det?",
            "Question by question: what got better, and how sure is that?",
        ),
        "compare_few": Wording(
            "Når der er to kørsler, kan de sammenlignes her.", "Once there are two runs, they can be compared here."
        ),
        "before": Wording("Før", "Before"),
        "after": Wording("Efter", "After"),
        "run_choice": Wording("{when} · {sets}", "{when} · {sets}"),
        "do_compare": Wording("Sammenlign", "Compare"),
        "comparing": Wording("Sammenligner …", "Comparing …"),
        "choose_runs": Wording("Vælg to kørsler først.", "Choose two runs first."),
        "not_compared": Wording("Kørslerne kunne ikke sammenlignes", "The runs could not be compared"),
        "compared": Wording(
            "{n} spørgsmål er med i begge kørsler, {left_out} kun i den ene.",
            "{n} questions are in both runs, {left_out} in one only.",
        ),
        "compared_time": Wording(
            "Et svar tog i midten {a} ms før og {b} ms efter.", "The median answer took {a} ms before and {b} ms after."
        ),
        "figure": Wording("Tal", "Figure"),
        "change": Wording("Ændring", "Change"),
        "gain": Wording("95 %-interval for gevinsten", "95 % interval of the gain"),
        "verdict": Wording("Forskel", "Difference"),
        "verdict_better": Wording("bedre", "better"),
        "verdict_worse": Wording("værre", "worse"),
        "verdict_no_difference": Wording("ingen, som sættet kan vise", "none that this set can show"),
        "verdict_same": Wording("helt ens", "all the same"),
        "could_have_shown": Wording("kunne have vist {size}", "could have shown {size}"),
        "flips": Wording("Spørgsmål, der endte anderledes", "Questions that ended otherwise"),
        "flips_none": Wording("Ingen spørgsmål endte anderledes.", "No question ended otherwise."),
        "flip": Wording("{before} → {after}", "{before} → {after}"),
        "ending_perfect": Wording("helt rigtigt", "wholly right"),
        "ending_acceptable": Wording("rigtigt nok", "right enough"),
        "ending_missing": Wording("intet svar", "no answer"),
        "ending_incorrect": Wording("forkert", "wrong"),
        "ending_rightly silent": Wording("tavs med rette", "rightly silent"),
        "ending_answered": Wording("svar", "answered"),
        "ending_partial": Wording("svar på en del", "answered in part"),
        "ending_not_found": Wording("intet fundet", "nothing found"),
        "ending_personal_data": Wording("afvist som personoplysninger", "refused as personal data"),
        "ending_error": Wording("fejl", "error"),
        # The figures that are compared, by the names of their measures
        "figure_passages.nDCG@10": Wording("Passager: nDCG@10", "Passages: nDCG@10"),
        "figure_passages.RR@10": Wording("Passager: RR@10", "Passages: RR@10"),
        "figure_passages.quotes@6000ch": Wording(
            "Facits citater fundet i 6.000 tegn", "Gold quotes found in 6,000 characters"
        ),
        "figure_pages.nDCG@10": Wording("Sider: nDCG@10", "Pages: nDCG@10"),
        "figure_pages.RR@10": Wording("Sider: RR@10", "Pages: RR@10"),
        "figure_sentences.nDCG@10": Wording("Sætninger: nDCG@10", "Sentences: nDCG@10"),
        "figure_sentences.RR@10": Wording("Sætninger: RR@10", "Sentences: RR@10"),
        "figure_quote_fidelity": Wording("Ordrette citater", "Verbatim quotes"),
        "figure_vital_recall": Wording("Vigtige fakta vist", "Vital facts shown"),
        "figure_nugget_recall": Wording("Alle fakta vist", "All facts shown"),
        "figure_citation_precision": Wording("Henvisninger, der svarer", "Citations that answer"),
        "figure_citation_precision.both": Wording(
            "Henvisninger, der svarer eller hjælper", "Citations that answer or help"
        ),
        "figure_citation_recall": Wording("Facits citater henvist til", "Gold quotes cited"),
        "figure_truthfulness": Wording("Sandfærdighed (−1 til 1)", "Truthfulness (−1 to 1)"),
        "figure_forbidden_cited": Wording("Henviser til en forkert rapport", "Cites a wrong report"),
        "figure_forbidden_said": Wording("Siger forkerte ord", "Says wrong words"),
        "figure_rejection": Wording("Afviser det, der intet svar har", "Turns down the unanswerable"),
        "figure_false_abstention": Wording("Tier om det, der har et svar", "Silent on the answerable"),
        "figure_auroc": Wording("Sikkerhedens AUROC", "AUROC of the confidence"),
        "figure_risk_coverage_area": Wording("Areal under risiko-dækning", "Risk-coverage area"),
    }
)


def text(key: str, language: str, **values: object) -> str:
    """Return one text of the table; see `assistant.texts.text`."""
    return TEXTS[key].say(language, **values)
