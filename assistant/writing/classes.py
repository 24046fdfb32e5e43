"""Words of which each excludes the others: months, languages, lines of work, and those who act."""

from assistant.writing.patterns import pattern

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

ROLES = [
    pattern(words)
    for words in """
        region regionen regioner regionerne regional+council / staten statens statslig* regering* ministeri*
        styrelse* government* ministr* national+agency / bestyrelse* board boards trustees / formand formanden
        forperson* chair chairman chairwoman chairperson / borgmester* rådmand* mayor* councillor* / lederen ledere
        lederne ledelse* direktør* chefen chefer forstander* skoleleder* manager* director* management head+teacher
        principal / ejer ejeren ejere ejerne udlejer* husejer* owner* landlord* / chauffør* drivers / entreprenør*
        håndværker* contractor* builder* / frivillige volunteer volunteers / rengøringspersonale*
        rengøringsassistent* cleaner cleaners / vicevært* pedel* pedellen caretaker* janitor* / sosu*
        social-+og+sundhedsassistent* hjemmehjælper* care+assistant* home+helper* care+worker* / logopæd*
        talepædagog* tale-hørelærer* speech+therapist* / domstol* retten court courts / ingeniør* engineer engineers
        / kunde kunder kunderne customer customers
    """.replace("\n", " ").split(" / ")
]
"""Those who decide, own or serve: who is one of these is not said to be another."""
