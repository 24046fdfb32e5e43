"""What a reader asks for in one form stands in the reports in another: inflected, in a compound, split or misspelt."""

import numpy as np
import pytest

from index.keywords import KeywordIndex, build_keywords, load_keywords, query_terms

# As it is asked, and as it is written.
INFLECTED = (
    ("borger", "borgernes"),
    ("kommune", "kommunerne"),
    ("leverandør", "leverandørens"),
    ("virksomhederne", "virksomhed"),
    ("arbejdsgiver", "arbejdsgiverne"),
    ("budget", "budgettet"),
    ("vejledninger", "vejleder"),
    ("tilskud", "tilskuddet"),
    ("opkald", "opkaldene"),
    ("indsats", "indsatserne"),
    ("sagsbehandler", "sagsbehandlerens"),
    ("samtaler", "samtalen"),
    ("ydelse", "ydelserne"),
    ("anbefale", "anbefalingerne"),
    ("evaluerer", "evaluering"),
    ("digital", "digitalt"),
    ("sygemeldt", "sygemeldinger"),
    ("barn", "barnets"),
    ("ledig", "ledighed"),
    ("kontrakterne", "kontrakt"),
)
COMPOUND = (
    ("praktik", "virksomhedspraktikken"),
    ("inddragelse", "borgerinddragelse"),
    ("netværk", "netværksgruppen"),
    ("plejehjem", "plejehjemspladser"),
    ("hjemmehjælp", "hjemmehjælperne"),
    ("jobkonsulent", "konsulenterne"),
    ("rådgivning", "gældsrådgiver"),
    ("uddannelse", "erhvervsuddannelserne"),
    ("kontanthjælpsmodtager", "kontanthjælp"),
    ("transport", "transportudgifter"),
)
SPLIT = (
    ("flex job", "fleksjobbet"),
    ("papir arbejde", "papirarbejdet"),
    ("alene mor", "alenemødre"),
    ("last bil", "lastbilen"),
    ("syge dagpenge", "sygedagpengene"),
    ("efter værn", "efterværnet"),
)
MISSPELT = (
    ("frivilige", "frivillige"),
    ("ventetiiden", "ventetiden"),
    ("rehabilitring", "rehabilitering"),
    ("besøgsven", "besøksvenner"),
    ("beskæftiglese", "beskæftigelse"),
)
PAIRS = INFLECTED + COMPOUND + SPLIT + MISSPELT


@pytest.fixture(scope="module")
def keywords(tmp_path_factory: pytest.TempPathFactory) -> KeywordIndex:
    """Every written form in a text of its own."""
    folder = tmp_path_factory.mktemp("keywords")
    build_keywords([written for _, written in PAIRS], folder)
    return load_keywords(folder)


@pytest.mark.parametrize(("asked", "written"), PAIRS)
def test_a_form_finds_the_other(asked: str, written: str, keywords: KeywordIndex) -> None:
    best = int(np.argmax(keywords.scores(query_terms(asked))))
    assert PAIRS[best][1] == written
