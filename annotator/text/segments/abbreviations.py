"""Words whose full stop may not end a sentence. Lower case, without the stop."""

from __future__ import annotations

from annotator.word_lists import words

#: Stand before a name: their stop never ends a sentence.
BEFORE_A_NAME = words(
    """
    mr mrs ms mx dr prof rev fr sr sra hon pres gov lt gen col maj capt cpt cmdr cdr adm sgt cpl
    pvt sen sens rep reps amb insp supt det messrs mme mlle st ste mt ft atty assoc asst
    brig gens profs drs revs govs lts cols maj.-gen lt.-gen msgr pfc spc cllr ald dep sec.-gen ret
    hons comm cmdt ens const
    """
)

#: Stand before several names, and only so written: "mm" is a length.
BEFORE_NAMES = words("MM Mmes")

#: Stand before a number or a further reference.
BEFORE_A_NUMBER = words(
    """
    no nos nr p pp para paras art arts sec ch vol vols fig figs ed eds op cap approx ca c
    """
)

#: Months and weekdays, cut short; a number follows when the sentence goes on.
MONTHS = words(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)

#: End a company's or a person's name; the next sentence may begin right after them.
AFTER_A_NAME = words(
    """
    inc corp ltd co cos bros jr sr llc plc esq ph.d phd
    """
)

#: Never the end.
INSIDE = words(
    """
    vs v e.g i.e eg ie cf viz al resp p.s ps a.k.a aka incl esp approx
    """
)

#: May be the end when a capital letter follows.
PERHAPS = words(
    """
    etc a.m p.m am pm ave blvd rd dept univ min max est
    """
)

#: Places and parties that newspapers cut short in brackets and after commas ("Springfield, Ill.").
PLACES = words(
    """
    ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb
    nev okla ore pa tenn tex va vt wash wis wyo
    """
)

#: What follows "U.S." within a sentence when it is capitalised: offices and institutions.
AFTER_A_COUNTRY = words(
    """
    president vice secretary senate senator senators senate's house representative
    representatives rep sen congress congressman congresswoman congressional supreme district
    circuit court attorney department dept state defense treasury army navy air marine marines
    coast embassy ambassador government constitution bank special envoy federal national central
    geological census bureau agency border customs immigration food olympic soccer capitol
    prime chancellor trade treasury peacekeepers troops forces olympics women's men's
    dollar dollars energy justice commerce labor agriculture interior transportation homeland
    security deputy assistant under foreign military chamber open postal forest fish sen. rep.
    gov. gen. adm. steel airways route interstate highway patent virgin
    """
)

#: Words that open a sentence far oftener than they go on with a name.
OPENERS = words(
    """
    the a an he she it they we you i this that these those there here his her its their our my
    your in on at after before when while although though since if as but and or so yet however
    then now for from with under during both some many most all no not nobody nothing one two
    what why how who where which also still according until by to meanwhile moreover instead
    earlier later last asked image photo read several such other another once despite because
    each every either neither even just only that's it's he's she's they're we're there's shares
    officials people
    """
)

#: Capitalised words that go on after "10 a.m.".
AFTER_A_CLOCK = words(
    """
    monday tuesday wednesday thursday friday saturday sunday et est edt ct cst cdt mt mst mdt pt
    pst pdt gmt utc bst cet cest eastern central pacific mountain jan feb mar apr may jun jul
    aug sep sept oct nov dec january february march april june july august september october
    november december
    """
)

#: All of them: words whose stop may stand within a sentence.
ALL = (BEFORE_A_NAME, BEFORE_A_NUMBER, MONTHS, AFTER_A_NAME, INSIDE, PERHAPS, PLACES)
