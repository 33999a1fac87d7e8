"""Words of reporting, by what stands beside them. Lemmas, lower case.

A verb reports only in the company that the list names: "called for a vote" is a report by FRAMES
["for"], "called a taxi" is none. The lists were made by counting in news text how often a verb in
such company is a report, and by judgement where it was seen too seldom.
"""

from __future__ import annotations

from annotator.word_lists import words

#: A clause follows: "said that the road was open", "said the road was open".
CLAUSE = words(
    """
    say tell add note state announce claim argue report write insist warn stress emphasize
    emphasise explain admit acknowledge declare conclude suggest reveal confirm deny assert
    believe think show find point mention reiterate remark reply respond recall predict allege
    maintain contend complain indicate tweet underline highlight hope fear promise pledge vow
    agree concede repeat observe underscore affirm reaffirm testify estimate learn ask question
    wonder worry assure convince recognize recognise imply joke remind demonstrate boast signal
    realize suspect speculate charge caution guess doubt demand propose clarify recommend hint
    lament counter calculate inform post rule notice expect quip retort forecast opine continue
    convey elaborate specify disclose stipulate proclaim seem appear discuss describe imagine
    express cite anticipate shout yell chant figure confess fret muse mutter scoff snap vent
    """
)
#: Stand after or around what is said: "..., Ada Maro added".
QUOTE = words(
    """
    say quote tell add note state announce claim argue report write insist warn stress emphasize
    emphasise explain admit acknowledge declare conclude suggest reveal confirm assert find
    point reiterate remark reply respond recall predict allege maintain contend complain
    indicate tweet continue ask read wonder joke quip retort assure surmise answer post observe
    caution concede agree promise vow show underline shout exclaim yell muse lament recount
    opine learn believe charge interject deny repeat testify urge boast counter shoot scoff snap
    chant recite expect hope mutter thunder fire
    """
)
#: What is named follows as an object: "stressed the importance of the visit".
OBJECT = words(
    """
    call warn say show back endorse cite describe criticize criticise accuse announce defend
    praise discuss oppose mention urge blame dismiss denounce propose recall mock slam tout
    highlight note portray list reveal condemn acknowledge decry thank prefer reference
    emphasize emphasise applaud confirm reiterate quote fear deem credit stress lament
    congratulate hail rebut chide state recount assail chant articulate rebuke characterize
    repudiate liken bemoan clarify reaffirm lambast deride pronounce foresee laud refute
    underscore underline affirm express question blast explain convey outline disclose welcome
    dispute summarize assert claim deny reject predict promise label brand dub recommend demand
    identify declare disavow repeat attribute attack report name compare echo recognize detail
    invoke request paint contrast point insult ridicule recite pitch bash admire interpret
    proclaim extol trash taunt hammer publicize suggest disparage renounce submit talk remember
    document shout admit allege
    """
)
#: A preposition belongs to the cue: "called for", "spoke about", "pointed to".
FRAMES: dict[str, frozenset[str]] = {
    "to": words("refer point allude object admit confess testify"),
    "for": words(
        """
        call criticize criticise blast praise thank advocate apologize vouch slam chide plead
        blame attack argue mock assail ask congratulate push press
        """
    ),
    "about": words(
        """
        talk ask speak worry write complain boast brag joke warn speculate muse say think open
        press question report inquire tell fret
        """
    ),
    "of": words("accuse speak warn boast complain talk assure write say tell dream"),
    "on": words("call comment touch reflect agree elaborate dwell blame hit expand disagree"),
    "upon": words("touch call remark comment"),
    "against": words("rail warn caution argue campaign vote"),
    "at": words("hint lash balk scoff bristle"),
    "as": words(
        """
        describe portray cite dismiss characterize regard see cast view identify refer define
        list name paint criticize praise tout frame know denounce mock defend
        """
    ),
    "with": words("agree disagree charge side concur"),
    "by": words("stand"),
}
#: "vowed to resign": the person who means to do it says what follows.
INFINITIVE = words(
    """
    vow promise pledge urge call ask expect appear seem threaten propose claim refuse decline
    agree encourage offer hope order aim refer point vote plead opt hint
    """
)
#: What "seems" to be so has no named speaker; its subject belongs to the content.
RAISING = words("seem appear")
#: "suggested raising the fee".
GERUND = words(
    """
    propose report suggest support mention oppose recommend deny say rule recall describe
    """
)
#: Nouns with a clause: "the claim that the road was open".
NOUN_CLAUSE = words(
    """
    claim suggestion assertion insistence complaint doubt statement hope confidence admission
    speculation allegation rumor remark warning announcement promise pledge vow fear contention
    """
)
#: Adjectives with a clause: "was confident that ...".
ADJECTIVE_CLAUSE = words(
    """
    confident hopeful glad aware concerned worried optimistic upset unaware convinced adamant
    sure certain clear
    """
)
#: Adjectives with a preposition: "was critical of the fee".
ADJECTIVE_FRAMES: dict[str, frozenset[str]] = {
    "of": words("critical supportive wary skeptical sceptical dismissive"),
    "about": words("worried skeptical sceptical nervous angry concerned optimistic"),
}
#: Lemmas that the tagger gets wrong.
MENDED = {"hop": "hope", "retweete": "retweet", "felt": "feel", "seemed": "seem", "lie": "lie"}
#: "said in a statement": where it was said belongs to the cue.
MEDIA = words(
    """
    statement interview email tweet speech letter report post release press-release note message
    memo brief filing article column editorial
    """
)
#: After "according to": a measure, not a speaker.
MEASURES = words(
    "level amount degree plan schedule rule law need size number taste age value order"
)
#: Verbs that only put their object into words: "stressed the importance of the visit".
EXPRESSIONS = words(
    """
    stress emphasize emphasise highlight note mention underline underscore reiterate reaffirm
    affirm recall state convey point speak talk touch discuss explain outline say tell cite
    reference refer write complain boast brag joke warn add express describe detail remark
    comment elaborate repeat acknowledge assert claim argue suggest
    """
)
