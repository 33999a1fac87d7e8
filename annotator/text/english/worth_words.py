"""Words that make a statement more or less worth a check, with their points. Lower case.

Points are added up on the scale of log odds. The lists were written by hand; one number a list was
fitted once (logistic regression on its count in rated debates) and rounded. Debates know little
ceremony and accuse otherwise than news: the numbers of ACCUSATIONS, CEREMONY, FEELINGS and
EXPECTATIONS, of what is denied and of who says it are set by hand.
"""

from __future__ import annotations

from annotator.word_lists import words

NUMBERS = words(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty
    thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands dozen
    dozens half third quarter twice double triple
    """
)
AMOUNTS = words(
    """
    million millions mln billion billions bn trillion percent percentage pct per dollar dollars
    dlrs euro euros cent cents rate average amount number total worth majority share points cost
    costs price revenue revenues profit profits penalty penalties fines quota barrel barrels tonnes
    hectares doses
    """
)
TRENDS = words(
    """
    increase increased increases increasing rise rose risen raised fell fallen drop dropped cut
    cuts cutting reduce reduced reduction doubled tripled grew gained lost gone added more less
    fewer than higher lower highest lowest largest biggest most least smallest record first last
    only
    """
)
DEEDS = words(
    """
    voted vote votes vetoed supported opposed passed signed proposed proposal introduced
    promised bill bills law laws act legislation report study said told called indicated
    administration committee agreement agreements treaty sanctions created spent paid gave took
    brought became failed ended began started went came left turned
    """
)
EVENTS = words(
    """
    approved banned closed launched opened shut suspended arrested sued seized fined expelled
    resigned sacked appointed elected ordered ruled granted rejected bought sold hired acquired
    built moved removed deployed withdrew withdrawn captured released carried delivered dropped
    issued announced reported joined won defeated beat scored played reached
    """
)
TOPICS = words(
    """
    tax taxes budget deficit debt unemployment inflation job jobs insurance health healthcare
    medicare medicaid income wage wages spending program programs federal senate congress house
    parliament weapons nuclear army military troops oil energy gas imports exports trade
    companies businesses employees workers loans aid benefits welfare poverty crime prisons
    police border immigrants schools students drug drugs seniors taxpayers countries nations
    state states population manufacturing production economy security social
    """
)
TIMES = words(
    """
    year years month months ago since week weeks today already history during previous earlier
    january february march april june july august september october november december decade
    decades century now yet
    """
)
OPINIONS = words(
    """
    think believe feel hope want wants wanted need needs should ought must important good best
    better bad great greatest wrong right tough strong clear sure maybe perhaps possible
    necessary opinion values responsibility fundamental seems agree disagree mistake judgment
    experience heart freedom democracy vision leadership character trust together hopefully
    frankly tremendous terrible wonderful difference differences issue issues
    """
)
MODALS = words(
    """
    will would can cannot can't could may might won't i'll we'll i'd going let let's if
    """
)
FIRST_PERSON = words("i me my i'm i've")
SECOND_PERSON = words("you your you're thank thanks please welcome")
QUESTIONS = words("what why how who whether where")
PAST = words("was were had did been has have didn't wasn't weren't hasn't haven't")
OTHERS = words("he his him she her they their senator president governor minister mr mrs ms")
DENIALS = words("not no never nothing nobody none neither without don't doesn't isn't aren't")
#: With DENIALS, what turns a harm or an accusation away.
REFUSALS = words("deny denies denied denying reject rejects rejected refute refutes refuted")
VAGUE = words(
    """
    something somebody anything everything everybody anybody thing things way kind sort lot
    what's that's it's there's here
    """
)
HARM = words(
    """
    attack attacks attacked bomb bombs bombed bombing shot shooting kill killed killing dead died
    dies death deaths injured injuring injury injuries wounded hurt harm harms harmed harmful
    victim victims casualty casualties crash crashed damage damaged destroyed poisoned polluted
    polluting pollution toxic contaminated starving starved hunger famine drought danger dangers
    dangerous unsafe sick disease diseases outbreak infected infections abuse abuses abused torture
    tortured rape raped suffer suffered suffering displaced fled evicted detained kidnapped hostage
    hostages looted collapsed collapse disaster disasters fatal fatally lethal violence violent
    riot riots massacre genocide explosion exploded fire fires flood floods flooding threat threats
    threatened poverty crisis coma struck
    """
)
ACCUSATIONS = words(
    """
    accuse accused accuses accusing accusation accusations allegation allegations alleged allegedly
    lie lied lies lying liar theft steal stole stolen stealing fraud corruption corrupt bribe
    bribes bribed bribery illegal illegally unlawful unconstitutional immoral violate violated
    violates violation violations breach breached broke broken fail failed fails failure blame
    blamed blames guilty convicted charged charges crime crimes misled misleading misused cheated
    manipulated manipulating murder murdered perpetrator false falsely untrue unfounded wrongly
    disputed disputes secret secretly responsible liable negligence negligent neglected ignored
    cover-up sabotage hid hidden concealed jailed sentenced suspect suspected
    """
)
CAUSES = words(
    """
    cause causes caused causing because due lead leads led leading result results resulted linked
    effect effects force forces forced
    """
)
EVIDENCE = words(
    """
    evidence proof prove proves proved proven findings research researchers study studies data
    statistics survey figures poll scientists experts records documents
    """
)
CEREMONY = words(
    """
    congratulate congratulated congratulations praise praised praises hail hailed honor honored
    honour honoured welcome welcomed welcomes greeted ceremony attend attended attends tribute
    tributes condolences celebrate celebrated celebrates celebration anniversary gratitude wished
    wishes friendship cordial warm exchanged stressed underlined emphasised emphasized importance
    invited looking forward
    met meet summit visit visited talks dialogue discuss discussed discussions negotiate
    negotiating negotiations cooperate cooperation urge urges urged pledge pledged restraint truce
    """
)
FEELINGS = words(
    """
    happy glad pleased delighted proud pride satisfied relieved grateful excited hopeful confident
    astounded overwhelmed surprised shocked sad sorry upset angry frustrated disappointed worried
    concerned regret regrets regretted feels felt enjoy enjoyed love loved
    """
)
EXPECTATIONS = words(
    """
    expect expects expected expecting expectation expectations forecast forecasts predict predicts
    predicted prediction anticipate anticipates anticipated likely unlikely probably plan plans
    planned planning aim aims intend intends intended willing ready prepared seem seemed appear
    appears appeared
    """
)
PROCEDURE = words(
    """
    question questions answer answers meeting session sitting motion debate speech remarks comments
    interview topic subject minute minutes
    """
)
#: Who has an office, or is an office: its words are checked before those of a passer-by.
OFFICES = words(
    """
    minister ministry government police president secretary governor mayor senator mp official
    officials spokesman spokeswoman spokesperson department agency bureau commission commissioner
    committee council court judge prosecutor attorney army military embassy parliament party
    opposition leader director chief chairman chairwoman chair executive company corp inc bank
    study report researchers scientists professor dr expert experts institute association union
    authority
    """
)
#: Past tenses that do not end in "ed".
STRONG_PAST = words(
    """
    became brought came cut did fell gave got grew had held kept knew led left lost made met
    paid put ran rose said sat saw sent sold spent spoke stood took told thought voted went won
    wrote
    """
)
#: Points for each word of a list, and how many words of it count.
POINTS: tuple[tuple[frozenset[str], float, int], ...] = (
    (AMOUNTS, 1.05, 2),
    (DEEDS, 1.0, 2),
    (TIMES, 0.65, 2),
    (NUMBERS, 0.6, 2),
    (TRENDS, 0.55, 2),
    (EVIDENCE, 0.8, 2),
    (ACCUSATIONS, 0.7, 2),
    (HARM, 0.65, 2),
    (TOPICS, 0.5, 3),
    (EVENTS, 0.5, 2),
    (CAUSES, 0.35, 2),
    (OTHERS, 0.3, 2),
    (PAST, 0.25, 2),
    (DENIALS, 0.15, 2),
    (SECOND_PERSON, -0.15, 2),
    (QUESTIONS, -0.25, 2),
    (EXPECTATIONS, -0.3, 2),
    (VAGUE, -0.45, 2),
    (FIRST_PERSON, -0.55, 2),
    (PROCEDURE, -0.6, 2),
    (CEREMONY, -0.6, 2),
    (FEELINGS, -0.6, 2),
    (OPINIONS, -0.75, 3),
    (MODALS, -0.8, 3),
)
#: For a harm or an accusation that is denied; for the words of another than the writer; for
#: those of an office.
DENIED, SAID, IN_OFFICE = 0.6, 0.3, 0.2
