"""Words that decide whether a sentence is true, in Danish and English.

A word that ends in * stands for all that begin so.
"""

import re
from functools import lru_cache


def pattern(words: str) -> re.Pattern[str]:
    """Any of the words, each a whole one; + joins the words of an expression, one other may stand between them."""
    ways = [re.escape(word).replace(r"\*", r"\w*").replace(r"\+", r"\s+(?:\w+\s+)?") for word in words.split()]
    return re.compile(rf"(?i)\b(?:{'|'.join(ways)})\b")


NEGATION = pattern(
    """
    ikke ej ingen intet aldrig hverken ingenting næppe not no none never neither nor nobody nothing cannot
    without+any didn't don't doesn't isn't wasn't weren't hasn't haven't can't won't uden without for+til too+to
    """
)
"""What turns a clause into its opposite."""

UNIVERSAL = pattern(
    """
    alle alt altid samtlige overalt allesammen enig* all always everyone everybody everything every+one
    """
)
NONE = pattern("ingen aldrig ingenting none never nobody nothing no+one")
MOST = pattern("fleste oftest størstedelen flertallet hovedparten most mostly majority")
SOME = pattern(
    """
    nogle enkelte få flere mange ofte sommetider somme nogen sjældent tit typisk some few several many often
    sometimes rarely
    """
)
"""Quantifiers, strongest first: none may stand for a weaker one."""

ONLY = pattern("kun udelukkende alene only solely exclusively")
CONTRAST = pattern("men mens hvorimod derimod but while whereas however")
"""What leaves all others out, and what sets them apart."""

MUST = pattern("skal skulle kræve* pligt* forpligt* nødt+til obligatorisk* must have+to has+to had+to required obliged")
CAN = pattern("kan kunne må måtte mulighed* frivilligt can could may optional")
"""What somebody has to do, and what somebody may do or leave."""

HEDGE = pattern(
    """
    anbefal* foreslå* forslag bør burde måske muligvis formentlig sandsynligvis håbe* forvente* overveje* tror mener
    vurderer tyde* ved+ikke ved+endnu for+tidligt udelukke planlæg* recommend* suggest* propos* should may might
    could perhaps possibly probably hope* expect* consider* believe* think* seem* plan+to planned too+early ought
    """
)
"""What says that something is wished, guessed or advised, not so."""

ADVICE = pattern(
    """
    anbefal* foreslå* forslag bør burde måske muligvis formentlig sandsynligvis håber forventer overvejer tror
    ved+ikke,+om ved+endnu+ikke for+tidligt udelukke planlægger recommend* suggest* propos* should may might perhaps
    possibly probably hope hopes expect expects believe believes too+early ought
    """
)
"""The hedges that a true sentence cannot leave out."""

BECAUSE = pattern(
    """
    fordi eftersom idet når hvis efter+at på+grund+af grundet because since when if after as+a+result+of due+to
    """
)
"""What stands between an effect and its cause, or what is later and earlier, the cause behind it."""

THEREFORE = pattern("derfor dermed således hvorfor før inden therefore so thus consequently before")
"""What stands between a cause and its effect, or what is earlier and later, the effect behind it."""

RATHER = pattern("end frem+for i+stedet+for than rather+than instead+of prefer* ahead+of forud+for")
"""What stands between two that are compared."""

CAUSAL = pattern(
    """
    fordi derfor dermed skyldes på+grund+af hvilket+giver hvilket+gør hvilket+får because therefore consequently thus
    due+to which+makes which+gives which+leads
    """
)
GROUNDS = pattern(
    """
    fordi derfor dermed skyld* på+grund+af grund* årsag* eftersom idet når hvis da så for gør gjorde skab* før*
    betyd* because therefore consequently thus due+to since when if so as le* make* made mean* help* after
    """
)
"""What says that one thing comes of another; and what may be read so."""

OPPOSITES = [
    (pattern(left), pattern(right))
    for left, right in (
        pair.split(" / ")
        for pair in """
        stig* steg steget øge* øget vokse* rise* rose risen increase* grew grow* gået+op gik+op / fald* mindske* \
aftage* fell fall* drop* decrease* declin* reduc* gået+ned gik+ned
        flere / færre fewer
        mere more / mindre less
        forlæng* extend* længere longer lengthen* / forkort* kortet kortere shorter shorten*
        højere higher højest highest / lavere lower lavest lowest
        højst maksimalt mere+end at+most maximum / mindst minimum at+least
        over above / under below
        store stor større størst large larger largest big bigger / lille små mindste mindre small smaller smallest
        halver* halved halves / fordobl* doubl*
        ros* praise* / kritik* kritiser* critic*
        stærk* ressourcestærk* strong* / svag* sårbar* udsat udsatte vulnerable weak* disadvantaged
        god godt bedre bedst good well better best / dårlig* værre værst bad badly poor* worse worst
        let lettere lettest nem* easy easier easily / svær* vanskelig* besværlig* difficult* hard harder
        hurtig* hurtigere quick* fast faster / langsom* slow*
        tidlig* early earlier / sen sent senere late later
        før inden before / efter after
        første first / sidste last
        ændre* change* / samme same uændret unchanged
        begynd* start* / slut* stop* ophør* ended ends
        fordel* styrke* advantage* benefit* / ulempe* svaghed* disadvantage* drawback*
        enig* agree* / uenig* disagree*
        mænd mand drenge men man boys / kvinder kvinde piger women woman girls
        unge ung young / ældre gamle old elderly
        frivillig* ulønned* volunt* unpaid / tvungen tvunget obligatorisk* mandatory compulsory
        lykkes lykkedes succes* success* succeed* / mislyk* fejlede failed failure*
        tilfreds* satisfied / utilfreds* dissatisfied
        tryg* safe / utryg* unsafe
        dyrere dyr dyrt expensive / billig* cheap*
        privat* private / offentlig* public
        fysisk* ansigt+til+ansigt in-person / digital* online virtuel*
        gevinst* vundet won gain* / tab* mistede lost lose* loss*
        mange many / få few
        oftere ofte often / sjældent sjældnere rarely seldom
        ens samme same / forskellig* anderledes different*
        tillad* allowed permit* / forb* forbid* prohibit*
        åben åbent åbnede open opened / lukke* lukket closed closes closing
        internt intern internal* / ekstern* external*
        nær nærhed near / fjern* far
        styrke* forbedre* improve* / forværre* svække* worsen* weaken*
        """.strip().splitlines()
        for pair in [pair.strip()]
    )
]
"""Pairs of opposites, the words of one side left of the stroke."""

CLOSED = [
    pattern(words)
    for words in """
        januar* january / februar* february / marts* march / april* / maj may / juni* june / juli* july / august*
        september* / oktober* october / november* / december*
        mandag* monday* / tirsdag* tuesday* / onsdag* wednesday* / torsdag* thursday* / fredag* friday*
        lørdag* saturday* / søndag* sunday* / forår* spring / sommer* summer* / efterår* autumn / vinter* winter*
        dag dage dagen dagligt daglige daily day days / uge uger ugen ugentlig* ugers weekly week weeks
        måned måneder måneden månedlig* måneders monthly month months
        arabisk* arabic / somali* / tigrinja tigrinya / ukrainsk* ukrainian / tyrkisk* turkish / farsi persisk*
        polsk* polish / dari / pashto / spansk* spanish / fransk* french / russisk* russian / kinesisk* chinese
        vietnamesisk* vietnamese / engelsk* english / dansk* danish / kurdisk* kurdish / urdu / rumænsk* romanian
        tysk* german
        kvinde* mødre pige* gravid* women woman female mother* girl* / mænd* mandlige fædre father*
        detailhandel* butik* supermarked* shop* retail / hotel* / restaurant* / rengøring* cleaning
        lager* lagre* warehouse* / byggeri* byggeplads* construction / landbrug* gård* farm* agricultur*
        fabrik* factor* manufactur* / bager* baker* / plejehjem* ældrepleje* care+home*
    """.replace("\n", " / ").split(" / ")
    if words.strip()
]
"""Classes of words that are never said with another: months, days, units of time, languages, lines of work."""

ACTORS = {
    name: pattern(words)
    for name, words in {
        "municipality": "kommune* jobcent* forvaltning* municipalit* job+cent* city+council authorit*",
        "employer": "arbejdsgiver* virksomhed* employer* compan*",
        "citizen": "borger* deltager* ledige citizen* participant* client* jobseeker*",
        "adviser": "konsulent* sagsbehandler* rådgiver* vejleder* medarbejder* case+worker* advis* counsel* staff",
        "mentor": "mentor*",
        "supplier": "vi os leverandør* we us supplier* provider*",
        "doctor": "læge* doctor* physician*",
        "researcher": "forsker* evaluator* external+consultant* researcher*",
        "teacher": "lærer* underviser* teacher* instructor*",
        "relatives": "pårørende søskende relatives",
        "union": "fagforening* a-kasse* trade+union*",
        "psychologist": "psykolog* psycholog*",
        "psychiatrist": "psykiat* psychiatr*",
        "nurse": "sygeplejerske* nurse nurses sundhedsplejerske* health+visitor*",
        "midwife": "jordemoder* jordemødre* midwi*",
        "dentist": "tandlæge* dentist*",
        "therapist": "fysioterapeut* ergoterapeut* terapeut* physiotherap* occupational+therapist* therapist*",
        "dietitian": "diætist* dietitian* dietician*",
        "lawyer": "jurist* advokat* lawyer* solicitor*",
        "interpreter": "tolk* interpreter*",
        "pedagogue": "pædagog* socialpædagog* pedagogue*",
        "social worker": "socialrådgiver* social+worker*",
        "student": "studerende elev elever student students pupil*",
        "police": "politi* police",
        "bank": "bank banken banker banks",
        "librarian": "bibliotek* librar*",
    }.items()
}
"""Those who act in such reports."""


@lru_cache(maxsize=65536)
def concepts(word: str) -> frozenset[int]:
    """What a word is about, by number: opposites are about the same, and so are words for it in two languages."""
    lists = (*OPPOSITES, *((each,) for each in (*CLOSED, *ACTORS.values())))
    return frozenset(i for i, each in enumerate(lists) if any(side.fullmatch(word) for side in each))


def is_compared(word: str) -> bool:
    """Whether the word has an opposite here."""
    return any(side.fullmatch(word) for sides in OPPOSITES for side in sides)


SPEAKING = pattern(
    """
    ifølge mener oplever skriver fortæller siger beskriver peger fremhæver vurderer oplyser angiver nævner
    understreger synes according says say said states writes reports reported tells told believes finds found
    describes mentions notes erfaring* experience* rapporten rapport report viser vist shows showed leverandøren
    leverandørerne supplier suppliers
    """
)
"""Words by which a sentence says whose words it repeats."""

COMMON = pattern(
    """
    afslut* afsat anden andre behov behøve* betyd* brug* bruge* del* deltag* egne ende endte enkel* enkelt faktisk
    find* flyt* fortsæt* fortsat forhold* forløb* forsk* før føl* fører gennem* giv* generelt god* grund* handl*
    hel* heller hjælp* hver hverdag* høre* hvor* igang ind* især jobbet kald* kende* kende klare* knyt* konkret*
    krav kræv* kunne lav* led* leder lev* lidt lig* lær* løs* mangle* mangl* medvirk* meld* menneske* mulig*
    mulighed* møde* mødt måle* nævn* nå* område* ofte oplev* opgave* opnå* oprett* par part* pege* person* plads*
    problem* prøv* række* resultat* rolle* rum* samarbejd* samlet sammen samtidig* sat send* sidste sikr* skab*
    skift* skyld* slag* slet snak* spør* stand* start* sted* stil* stå* støt* svar* særlig* sætte* søg* tal* tid*
    tilbud* tilby* tilbyd* udgør* undervejs vej* vent* vide* videre virk* vis* væk vælg* vigtig* ydelse* ønsk*
    øvrige årsag* fælles gang* blandt lyst opstart ekstra additional allow* also appl* arrang* ask* avail* begin*
    began broad* call* chance* choos* continu* creat* current* deal* decid* end ended enough ensur* exist* expect*
    feel* felt fact found gain* general* give* goes group* help* hold* held import* includ* increas* involv* keep*
    kind know* known last* lead* let like* live* long* look* main* mean* meant meet* met move* need* new offer*
    open* opportunit* order other* overall particip* particular* place* point* possib* provid* put reach* reason*
    receiv* relat* remain* result* role run* see* seen show* simpl* situation* special* state* support* sure tend*
    time* tri* try* turn* typical* use* using various view* want* went work* year*
    """
)
"""Words that say little of what a text is about."""

PLAIN = frozenset(
    """
    antal antallet år året year years bygger løbet vidt form måde måder del grad led leads lead number part way ways
    flest bag begge bliver blevet blandt både bør da de derfor dermed derimod derved der dér desuden dog efterfølgende
    eget egen egne
    bagefter ellers endnu enten først fordi fortsat fået giver gav givet gjort gjorde gør gøre går gik gået har
    havde hans hende her
    herefter hinanden holder hold hvad hvoraf hvornår hvorvidt imens indtil inden jo kom kommer kommet lavede
    laver lige lod
    mellem mens måske nemlig nok omkring op også samme samt selv ses ser set siden skulle sker skete snart som stadig
    så tager taget tog tilbage tidspunkt udover via ville være været viste sig ting cirka ca gange gang lang
    både forhold får fik
    a about after afterwards again also although among an and another are around as at back be because been before being
    between both but by came come did do does done down during each even following for former from gave get gets
    give given got
    had has have having he her here him his how however if in into is it its itself just kept made make makes many more
    most much nor not now of off on once one only onto or other others our out over own people roughly person
    said same she since so
    some still such take taken than that the their them then there these they this those though through to together
    took until up upon us very was way we well went were what when where whereas whether which while who whom
    whose will with
    within would you your once
    """.split()
)
"""Words that carry nothing of their own, beside those that the keyword index leaves out."""
