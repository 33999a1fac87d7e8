"""Words by which people are introduced and named again. Lower case."""

from __future__ import annotations

from annotator.word_lists import words

#: Offices and callings that stand before or after a person's name.
OFFICES = words(
    """
    president vice-president premier minister secretary chancellor ambassador spokesman
    spokeswoman spokesperson governor mayor senator congressman congresswoman lawmaker
    representative chairman chairwoman chair director general commissioner leader king queen
    prince princess emperor sultan emir pope bishop judge justice lawyer attorney prosecutor
    professor doctor diplomat envoy chief officer head deputy assistant speaker commander
    colonel major captain lieutenant sergeant admiral analyst economist activist candidate
    nominee journalist reporter editor author historian scientist researcher founder coach
    manager strategist pollster adviser advisor aide expert boss executive ceo treasurer sheriff
    councillor councilman councilwoman member mp mep host columnist correspondent co-founder
    """
)
#: Words of offices and institutions that stand between the office and the name.
INSTITUTIONS = words(
    """
    state affairs department republic union ministry council committee commission agency bureau
    office parliament congress senate house court university institute party federation kingdom
    nations foreign prime interior defense defence finance justice security national federal
    european relations trade energy health education democratic republican republicans democrats
    """
)
HONORIFICS = words(
    "mr mrs ms miss dr prof sen rep gov gen lt col sgt capt maj adm rev sir dame lord lady"
)
#: Titles that stand before the given name.
KNIGHTS = words("sir dame lady lord prince princess king queen pope sister brother father")
FEMALE = words("mrs ms miss dame lady madam spokeswoman chairwoman congresswoman queen princess")
MALE = words("mr sir lord spokesman chairman congressman king prince pope")
#: "The head of state" and the like: the offices that such a person holds.
HEADS = {
    "head of state": words("president king queen emperor sultan emir"),
    "head of government": words("premier minister chancellor"),
    "leader": words("president premier minister chancellor king leader chairman"),
    "top diplomat": words("minister secretary"),
    "diplomat": words("ambassador secretary minister envoy diplomat"),
}
#: People without an office in their name: the last speaker.
ANYBODY = words(
    """
    official politician man woman lawmaker candidate nominee leader veteran expert analyst
    author billionaire businessman businesswoman mogul frontrunner incumbent republican democrat
    conservative liberal
    """
)
PRONOUNS = {"he": "male", "she": "female", "him": "male", "his": "male", "her": "female"}
#: Words that name no person: where one stands for a speaker, no person was found.
STANDING_IN = words(
    """
    i you he she it we they one who this that these those
    je tu il elle on nous vous ils elles qui ce cela
    """
)
#: Things that are said in, and speak for their issuer.
PAPERS = words(
    """
    statement letter readout report communique release post tweet message memo document note speech
    """
)
#: Capitalised words that are no part of a person's name.
NO_NAMES = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december the a an in on at by for and but or if
    when while after before during since as this that these those he she it they we you i his
    her its their our my your there here what who why how where which according however
    meanwhile also read both all some many most no not photo image official
    """
)
ARTICLES = words("the a an former current then")
PREPOSITIONS = words(
    """
    of for in at to from by with on about against after before behind between under near over into
    including like via per
    """
)
#: Stand for what was said before, not for a person.
DEMONSTRATIVES = words("this that these those there all") | {"all this", "all that", "that all"}
#: Nouns for bodies that speak, and for several people under one name.
BODIES = words(
    """
    council ministry department committee commission agency bureau office parliament congress senate
    house court university institute party federation government company firm bank union group
    organisation organization association authority board campaign newspaper paper magazine station
    broadcaster channel network team club school hospital charity watchdog regulator court panel
    administration embassy army navy police force service
    """
)
#: Papers that say something by themselves.
STUDIES = words("study report survey poll analysis review article")
COLLECTIVES = words("police staff family couple crew team public media press band committee")
#: Nouns for a person whom no office describes.
STRANGERS = words(
    """
    man woman boy girl mother father son daughter brother sister wife husband widow widower
    neighbour neighbor resident witness driver passenger suspect victim defendant patient student
    pupil teacher nurse farmer baker soldier officer trooper policeman policewoman guard worker
    owner customer tenant voter caller visitor tourist sailor fisherman pilot singer actor actress
    player referee striker survivor bystander onlooker shopkeeper clerk
    person teenager toddler pensioner retiree
    mom mum mummy dad daddy grandma grandmother granny grandpa grandfather aunt uncle niece nephew
    """
)
FEMALE_NOUNS = words(
    "woman girl mother daughter sister wife widow actress policewoman mom mum mummy grandma"
    " grandmother granny aunt niece"
)
MALE_NOUNS = words(
    "man boy father son brother husband widower policeman fisherman dad daddy grandpa grandfather"
    " uncle nephew"
)
#: A name with one of these words is a place, a paper or a body, not a person.
NOBODY = words(
    """
    states kingdom union nations asia africa america europe sea ocean river lake war route
    corridor road street avenue city times post herald news network press tribune journal party
    league organization organisation foundation association company bank fund institute
    university college school airport island islands bay valley mountains north south east west
    middle new alliance agreement treaty act day group team museum church force forces army navy
    street academy pipeline house tower center centre park festival cup games week board assembly
    campaign center poll
    """
)
