"""Words that decide whether a sentence is true, in Danish and English.; how they are written: `patterns.pattern`."""

from functools import lru_cache

from assistant.writing.classes import ACTORS, CLOSED, ROLES
from assistant.writing.opposites import OPPOSITES
from assistant.writing.patterns import pattern

NEGATION = pattern(
    """
    ikke ej ingen intet aldrig hverken ingenting næppe not no none never neither nobody nothing cannot without+any
    didn't don't doesn't isn't wasn't weren't hasn't haven't can't won't uden without for+til too+to
    """
)
"""What turns a clause into its opposite."""

UNDENIED = pattern("ikke+kun ikke+alene ikke+mindst not+only not+least not+just uden+for hverken+mere")
"""What looks like a negation and is none."""

LACKING = pattern(
    """
    mangle* savne* lack* undlad* undgå* undgik holdt+op holde+op stop* ophør* ceas* others øvrige resten rest avoid*
    nægte* fail+to failed+to hardly næsten+ikke
    """
)
"""What may be said with a negation as well."""

UNSURE = pattern(
    """
    ved+ikke vides+ikke ikke+vides vidste+ikke ikke+besluttet ikke+afgjort ikke+afklaret ikke+sige ikke+afgøre
    ikke+taget+stilling uvist uafklaret* usikkert uklart tvivl* do+not+know not+ruled+out cannot+rule+out
    ikke+udelukket ikke+undersøgt ikke+målt not+measured not+examined not+known not+decided not+clear cannot+tell
    cannot+say can't+say not+possible+to+say unclear uncertain unknown undecided in+doubt for+tidligt too+early
    remains+to+be+seen ikke+konkludere
    """
)
"""What says that nobody knows: with a negation, or without one."""

UNIVERSAL = pattern(
    """
    alle alt altid samtlige overalt allesammen enig* hver+dag hver+gang dagligt every+day every+time daily all
    always everyone everybody everything every+one
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

NOT_ALL = pattern("i+alt alt+i+alt frem+for+alt all+the+way at+all all+along above+all after+all all+in+all over+all")
"""What looks like a word for all and is none."""

ONLY = pattern("kun udelukkende alene only solely exclusively")
CONTRAST = pattern("men mens hvorimod derimod but while whereas however")
"""What leaves all others out, and what sets them apart."""

MUST = pattern(
    """
    skal skulle kræve* pligt* forpligt* nødt+til obligatorisk* must have+to has+to had+to required obliged
    """
)
CAN = pattern("kan kunne må måtte mulighed* frivilligt can could =may optional")
"""What somebody has to do, and what somebody may do or leave."""

HEDGE = pattern(
    """
    anbefal* foreslå* forslag bør burde måske muligvis formentlig sandsynligvis håbe* forvente* overveje* tror mener
    vurderer tyde* ved+ikke ved+endnu for+tidligt udelukke ikke+afvise rule+out planlæg* plans+to recommend*
    suggest* propos* should =may might could perhaps possibly probably hope* expect* consider* believe* think* seem*
    plan+to planned too+early ought ventes venter+at ventet anslå* skøn* agter ønske* hellere foretræk* vil+gerne
    would+like want* wish* prefer* estimat* intend* aim* likely asking+for ask+for beder+om tvivl* uvist uafklaret*
    usikkert uklart unclear uncertain unknown undecided doubt* not+decided ikke+besluttet regner+med forudse* mulig
    muligt possible efterlys* call*+for
    """
)
"""What says that something is wished, guessed or advised, not so."""

ADVICE = pattern(
    """
    anbefal* foreslå* forslag bør burde måske muligvis formentlig sandsynligvis håber forventer overvejer tror
    ved+ikke,+om ved+endnu+ikke for+tidligt udelukke ikke+afvise rule*+out planlægger recommend* suggest* propos*
    should =may might perhaps possibly probably hope hopes expect expects believe believes too+early ought ventes
    forventes anslås skønnes agter overveje estimated expected intends intend considering vil+gerne would+like tvivl
    uvist uafklaret usikkert uklart unclear uncertain unknown undecided not+decided ikke+besluttet ikke+sige
    cannot+say er+planlagt is+planned are+planned planned+for scheduled kan+skyldes kan+være kan+have kan+betyde
    kan+hænge could
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

TIMES = pattern("efter siden når da inden før after since when once before until indtil")
"""What says when one thing is, beside another."""

RATHER = pattern("end frem+for i+stedet+for than rather+than instead+of prefer* ahead+of forud+for")
"""What stands between two that are compared."""

DOUBT = pattern("måske muligvis formentlig perhaps possibly probably maybe might")
FUTURE = pattern("vil will going+to")
PAST = pattern("har fik havde blev var has have had was were did got")
"""What makes a statement unsure, or has it come true later; and what says that it came true."""

CONDITION = pattern("hvis såfremt medmindre forudsat if unless provided as+long+as så+længe")
EVER = pattern("uanset uafhængigt regardless irrespective no+matter ligegyldigt")
"""What says when a thing holds, and that it always does."""

CAUSAL = pattern(
    """
    fordi derfor dermed skyldes på+grund+af hvilket+giver hvilket+gør hvilket+får because therefore consequently
    thus due+to betyde* medfør* fører+til førte+til led+to resulted+in which+makes which+gives which+leads årsag*
    reason+for cause+of caused+by
    """
)
GROUNDS = pattern(
    """
    fordi derfor dermed skyld* på+grund+af grund* årsag* eftersom idet når hvis da så gør gjorde skab* fører førte
    ført betyd* because therefore consequently thus due+to since when if so as le* make* made mean* help* after
    """
)
"""What says that one thing comes of another; and what may be read so."""


@lru_cache(maxsize=65536)
def concepts(word: str) -> frozenset[int]:
    """What a word is about, by number: opposites are about the same, and so are words for it in two languages."""
    lists = (*OPPOSITES, *((each,) for each in (*CLOSED, *ROLES, *ACTORS.values())))
    return frozenset(i for i, each in enumerate(lists) if any(side.fullmatch(word) for side in each))


def denials(text: str) -> list[str]:
    """What denies in a text; not "not only", nor what says that nobody knows."""
    for known in (UNSURE, UNDENIED):
        text = known.sub(" ", text)
    return NEGATION.findall(text)


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
    flest bag begge bliver blevet blandt både bør da de derfor dermed derimod derved der dér desuden dog
    efterfølgende eget egen egne bagefter ellers endnu enten først fordi fortsat fået giver gav givet gjort gjorde
    gør gøre går gik gået har havde hans hende her herefter hinanden holder hold hvad hvoraf hvornår hvorvidt imens
    indtil inden jo kom kommer kommet lavede laver lige lod mellem mens måske nemlig nok omkring op også samme samt
    selv ses ser set siden skulle sker skete snart som stadig så tager taget tog tilbage tidspunkt udover via ville
    være været viste sig ting cirka ca gange gang lang både forhold får fik a about after afterwards again also
    although among an and another are around as at back be because been before being between both but by came come
    did do does done down during each even following for former from gave get gets give given got had has have
    having he her here him his how however if in into is it its itself just kept made make makes many more most much
    nor not now of off on once one only onto or other others our out over own people roughly person said same she
    since so some still such take taken than that the their them then there these they this those though through to
    together took until up upon us very was way we well went were what when where whereas whether which while who
    whom whose will with within would you your once without compared uden sammenlignet
    """.split()
)
"""Words that carry nothing of their own, beside those that the keyword index leaves out."""
