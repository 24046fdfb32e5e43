"""Opposites, in Danish and English."""

from assistant.writing.patterns import pattern

OPPOSITES = [
    (pattern(left), pattern(right))
    for left, right in (
        pair.split(" / ")
        for pair in """
        stig* steg steget øge* øget vokse* voksende løft* hæv* forhøj* tiltag* tiltog stigning* vækst fremgang* \
rise* \
rose risen increas* grew grow* climb* raise* gået+op gik+op går+op sat+op skru*+op went+up gone+up go+up / fald* \
mindske* aftag* aftog sænk* dale* dalet svind* svandt skrump* nedsæt* nedsat* nedgang* tilbagegang* \
reduc* fell fall* \
drop* decreas* declin* lowered lowering shrank shrunk shrink* sank sunk cut gået+ned gik+ned går+ned \
sat+ned skåret+ned \
skru*+ned went+down gone+down go+down
        flere fler more / færre fewer
        mere more / mindre less
        mest flest most / mindst færrest least fewest
        forlæng* extend* længere længst longer longest lengthen* lang langt lange / forkort* kortet kort korte \
kortere \
kortest shorter shortest shorten*
        høj højt høje højere højest højeste high higher highest / lav lavt lavere lavest laveste low lower lowest
        højst højest maksimalt mere+end op+til at+most up+to maximum / mindst minimum at+least
        over above / under below
        store stor stort større størst største large larger largest big bigger biggest / lille små mindste \
mindre small \
smaller smallest little
        halver* halved halves halving / fordobl* doubl*
        ros rose* rost praise* / kritik* kritiser* critic*
        stærk* ressourcestærk* sund* rask* strong* healthy healthi* / svag* sårbar* udsat udsatte skrøbelig* syg \
syge \
sygest* vulnerable weak* disadvantaged frail* ill sick
        god godt gode bedre bedst bedste good well better best / dårlig* værre værst værste bad badly poor* \
worse worst
        let lettere lettest nem* easy easier easiest easily / svær* vanskelig* besværlig* tungere difficult* \
hard harder \
hardest
        hurtig* quick* fast faster fastest / langsom* slow*
        tidlig* early earlier earliest / sen sent sene senere senest late later latest
        før inden before prior+to / efter after da når when siden since once
        første first / sidste last
        forrige foregående previous preceding / næste følgende next following
        ændre* change* / samme same uændret unchanged
        stig* steg steget øge* øget vokse* fald* mindske* rose rise* increas* grew grow* fell drop* decreas* \
declin* / \
uændret unchanged stabil* stable constant
        begynd* start* / slut* stop* ophør* ended ends
        fortsætte fortsætter fortsatte continu* bevar* beholde* keep keeps kept retain* / ophør* stop* afslut* \
nedlæg* \
nedlagt* discontinu* ceas* ended ends
        opret* etabler* establish* indfør* introduc* / nedlæg* nedlagt* afskaf* ophæv* luk* abolish* scrap* \
repeal* clos*
        udvid* expand* / indskrænk* beskær* beskåret
        tilføj* added / fjerne fjerner fjernes fjernet remov*
        fordel* styrke* advantage* benefit* / ulempe* svaghed* disadvantage* drawback*
        enig* agree* / uenig* disagree*
        vedtag* vedtog* godkend* tilslut* adopt* approv* accept* / afvis* afslå* afslog* forkast* nedstem* \
reject* refus* \
turned+down
        ja yes / nej
        mænd mand mandlige drenge dreng man male boys boy / kvinder kvinde kvindelige piger pige women woman \
female \
girls girl
        unge ung yngre yngst yngste young younger youngest / ældre ældst ældste gamle old older oldest elderly
        voksne voksen adult* / børn barn børnene child children
        nye ny nyt nyere new newer newest / gamle gammel gammelt old older
        frivillig* ulønned* ulønnet volunt* unpaid / tvungen tvunget obligatorisk* mandatory compulsory
        lønnet lønnede betalt betalte paid / ulønned* ulønnet ubetalt* frivillige volunt* unpaid
        gratis free+of+charge / betaling mod+betaling paid
        lykkes lykkedes succes* success* succeed* / mislyk* fejlede failed failure*
        består bestod bestået pass passed / dumpe* dumpet failed
        gennemfør* fuldfør* complet* finish* / frafald* afbrød* afbryd* falde+fra falder+fra faldt+fra faldet+fra \
drop*+out left+early
        tilmeld* enrol* join* / framel* afmeld* meld*+fra withdr*
        deltog deltage mødte+op møder+op dukke*+op fremmød* attend* turned+up turn+up showed+up show+up / udebl* \
fravær* bliver+væk blev+væk absen* stayed+away
        tilfreds* glad glade begejstre* satisfied happy happier happiest pleased / utilfreds* skuffe* ked kede \
dissatisfied unhappy disappointed
        tryg* safe safer / utryg* bange unsafe afraid
        sikker sikre overbevist* certain sure convinced confident / usikker* tvivl* uncertain unsure doubt*
        rolig* calm* / urolig* restless
        tydelig* klar klart clear clearly / utydelig* uklar* unclear
        optimist* positiv* optimis* positive / pessimist* negativ* pessimis* negative
        dyrere dyr dyrt dyreste expensive / billig* cheap*
        indtægt* income revenue* / udgift* omkostning* expen* cost costs
        overskud* surplus* / underskud* deficit*
        køb* købte bought buy* purchas* / sælg* solg* salg sold sell* sale sales
        privat* private / offentlig* public
        fysisk* ansigt+til+ansigt fremmøde in-person in+person face+to+face / digital* online virtuel* skærm* \
on+screen
        skriftlig* in+writing / mundtlig* oral* verbal*
        manuel* manual* / automatisk* automat*
        gevinst* vundet vandt won win wins gain* / tab tabt tabte mistede lost lose* loss*
        mange many / få few
        oftere oftest ofte often / sjældent sjældnere sjældnest mindre+ofte less+often less+frequently rarely seldom
        almindelig* hyppig* common frequent* / sjælden sjældne usædvanlig* rare uncommon unusual
        enkelt simpel* simple simpler / kompliceret* indviklet* kompleks* complicated complex
        ens samme same identical / forskellig* anderledes different*
        tillad* allow* permit* / forb* forbid* prohibit* banned
        lovlig* legal lawful / ulovlig* illegal unlawful
        åben åbent åbne åbner åbnede åbnet open opened opens / luk* closed closes close closing shut
        internt intern interne internal* / ekstern* external*
        nær nærhed near / fjern* far
        inde indenfor indendørs indoor* inside / ude udenfor udendørs outdoor* outside
        styrke* forbedre* improv* / forværre* svække* forringe* worsen* weaken* deteriorat*
        flertal* majority / mindretal* minority
        midlertidig* temporar* / permanent* varig* vedvarende lasting
        fuldtid* fuld+tid full-time full+time / deltid* part-time part+time
        faglærte faglært uddannede skilled trained / ufaglært* uuddannede unskilled untrained
        i+arbejde beskæftigede employed / arbejdsløs* ledige unemployed jobless
        ansætte* ansat ansatte hire* hiring recruit* / fyret fyrede fyring* afsked* opsagt* opsige* dismiss* sacked
        indlagt* indlæg* admitted admission* / udskrev* udskriv* discharg*
        overlev* surviv* / døde død dødsfald died dead death*
        tør tørre tørt tørke* dry drier drought / våd våde vådt vådere wetter regn regnfuld* wet rain* rainy
        varm varme varmt varmere warm warmer hot hotter / kold kolde koldt koldere cold colder
        fuld fulde fyldt full / tom tomme tomt empty
        velhavende rig rige rigere wealthy rich richer affluent / fattig* poor poorer poorest deprived
        byerne byen storby* urban towns / landdistrikt* landområde* på+landet landsby* rural villages
        nordlig* northern / sydlig* southern
        østlig* eastern / vestlig* western
        dagvagt* dagholdet om+dagen i+dagtimerne daytime day+staff day+shift / nattevagt* natholdet om+natten \
night+staff night+shift nights
        hverdag* weekday* / weekend*
        døgn* inpatient* / ambulant* outpatient*
        alene enkeltvis individuel* solo alone individual* / sammen i+fællesskab gruppe grupper group groups together
        for+tidligt too+early / for+sent too+late
        udsat udskudt udskyde* forsinke* delay* postpone* / fremskynde* fremrykke* brought+forward
        indlandet indenlandsk* domestic / udlandet udenlandsk* foreign abroad
        tilhænger* supporter* / modstander* opponent*
        central* / decentral*
        ren rent rene clean cleaner / beskidt* snavset* dirty dirtier
        støjende larm* noisy noisier loud louder / stille stilheden quiet quieter
        bred brede bredere wide wider broad broader / smal smalle smallere narrow*
        """.strip().splitlines()
        for pair in [pair.strip()]
    )
]
"""Pairs of opposites, the words of one side left of the stroke."""
