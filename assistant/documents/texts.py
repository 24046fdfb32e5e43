"""The words of documents, in Danish and English; a table as that of the assistant."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts import Wording

TEXTS: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        "made": Wording("Lavet med Kildesvar den {made:%d.%m.%Y}", "Made with Kildesvar on {made:%Y-%m-%d}"),
        "stamp": Wording(
            "Kildesvar {version}, indeks {index} fra {built:%d.%m.%Y}, model: {model}",
            "Kildesvar {version}, index {index} of {built:%Y-%m-%d}, model: {model}",
        ),
        # A draft
        "recommendations_on": Wording("Anbefalinger: {topic}", "Recommendations: {topic}"),
        "opening": Wording(
            "Gennemgået: {reports} fra {organisations}, {years}. Emnet er omtalt i {found} af dem, "
            "og udkastet har {statements} med {citations}.",
            "Gone through: {reports} by {organisations}, {years}. The topic is written about in {found} of them, "
            "and the draft has {statements} with {citations}.",
        ),
        "opening_undated": Wording(
            "Gennemgået: {reports} fra {organisations}. Emnet er omtalt i {found} af dem, "
            "og udkastet har {statements} med {citations}.",
            "Gone through: {reports} by {organisations}. The topic is written about in {found} of them, "
            "and the draft has {statements} with {citations}.",
        ),
        "count_reports": Wording("{count} rapporter", "{count} reports"),
        "count_reports_one": Wording("1 rapport", "1 report"),
        "count_organisations": Wording("{count} organisationer", "{count} organisations"),
        "count_organisations_one": Wording("1 organisation", "1 organisation"),
        "count_statements": Wording("{count} udsagn", "{count} statements"),
        "count_statements_one": Wording("1 udsagn", "1 statement"),
        "count_citations": Wording("{count} kildehenvisninger", "{count} citations"),
        "count_citations_one": Wording("1 kildehenvisning", "1 citation"),
        "silent": Wording("Intet om emnet: {names}.", "Nothing about the topic: {names}."),
        "nothing_said": Wording(
            "Rapporterne skriver ikke om emnet. Prøv et bredere ord eller et andet ord for det samme.",
            "The reports do not write about the topic. Try a broader word, or another word for the same.",
        ),
        "nothing_searched": Wording(
            "Ingen rapport passer til det valgte. Vælg flere år, organisationer eller rapporter.",
            "No report matches what was chosen. Choose more years, organisations or reports.",
        ),
        "nothing_recommended": Wording(
            "Udkastet har ingen anbefalinger, men rapporterne skriver om emnet. "
            "Lav et udkast inddelt efter temaer for at se, hvad de siger.",
            "The draft has no recommendations, but the reports write about the topic. "
            "Make a draft ordered by themes to see what they say.",
        ),
        "mentioned": Wording("nævnt i {count} rapporter", "mentioned in {count} reports"),
        "spread": Wording("Udsagn efter organisation og år", "Statements by organisation and year"),
        "spread_note": Wording(
            "0: gennemgået, men intet udsagn i udkastet. –: ingen rapport.",
            "0: gone through, but no statement in the draft. –: no report.",
        ),
        "spread_shared": Wording(
            "Et udsagn, der står i flere rapporter, tælles med i dem alle.",
            "A statement that stands in several reports is counted in each.",
        ),
        "spread_nothing": Wording("intet udsagn", "no statement"),
        "spread_missing": Wording("ingen rapport", "no report"),
        "change": Wording("Udvikling over tid", "Changes over time"),
        "difference": Wording("Forskelle", "Differences"),
        "gaps": Wording("Hvad rapporterne ikke dækker", "What the reports do not cover"),
        "no_gaps": Wording("Alle rapporter siger noget om emnet.", "All reports say something about the topic."),
        "own": Wording("Egen tekst: {text}", "Own text: {text}"),
        "source": Wording("{source}: {title}, {pages}", "{source}: {title}, {pages}"),
        # A matrix of themes
        "compared": Wording("Sammenligning: {topics}", "Comparison: {topics}"),
        "matrix": Wording(
            "Hvert felt viser, hvor mange udsagn rapporterne har om temaet, og det stærkeste af dem ordret.",
            "Each cell shows how many statements the reports make about the theme, and the strongest of them verbatim.",
        ),
        "matrix_empty": Wording("Det står der ikke noget om i rapporterne.", "The reports say nothing about it."),
        "theme": Wording("Tema", "Theme"),
        "strongest": Wording("{count}: »{quote}« – {source}", "{count}: “{quote}” – {source}"),
        "no_statements": Wording("intet", "nothing"),
        # A footnote
        "note": Wording("{source}, {title}, {page}: »{quote}«", "{source}, {title}, {page}: “{quote}”"),
    }
)


def text(key: str, language: str, **values: object) -> str:
    """Return one text of the table; as `assistant.texts.text`."""
    return TEXTS[key].say(language, **values)
