"""French: the second language, read by rules over Universal Dependencies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text import extract
from annotator.text.universal import french_verbs
from tests.text.seen import claims, furniture, reports, speakers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Mme Maro a déclaré que le port était ouvert.",
            ("Mme Maro", "a déclaré", "que le port était ouvert"),
        ),
        (
            "« Le port est ouvert », a déclaré Ada Maro, la ministre des Transports.",
            ("Ada Maro, la ministre des Transports", "a déclaré", "« Le port est ouvert »"),
        ),
        (
            "Le pont est fermé depuis mars, a annoncé jeudi le ministère.",
            ("le ministère", "a annoncé", "Le pont est fermé depuis mars"),
        ),
        (
            "Le but, a-t-elle ajouté, est une paix durable.",
            ("elle", "a / ajouté", "Le but / est une paix durable"),
        ),
        ("« On nous a menti », assure-t-il.", ("il", "assure", "« On nous a menti »")),
        (
            "Elle a ajouté : « La porte est ouverte. »",
            ("Elle", "a ajouté", "« La porte est ouverte. »"),
        ),
        (
            "Selon le ministère, le pont a été fermé en 2030.",
            ("le ministère", "Selon", "le pont a été fermé en 2030"),
        ),
        (
            "D’après M. Senn, les prix ont augmenté de 4 %.",
            ("M. Senn", "D’après", "les prix ont augmenté de 4 %"),
        ),
        (
            "Le pont a coûté 3 millions, selon la maire d’Orlest.",
            ("la maire d’Orlest", "selon", "Le pont a coûté 3 millions"),
        ),
        (
            "Il a été annoncé que les écoles seraient fermées.",
            ("", "a été annoncé", "que les écoles seraient fermées"),
        ),
    ],
)
def test_who_says_what_by_which_words(text: str, found: tuple[str, str, str]) -> None:
    assert reports(text, "fr") == [found]


def test_a_measure_says_nothing() -> None:
    assert reports("Le débit change selon le niveau de l’eau.", "fr") == []


def test_a_noun_of_the_same_form_as_a_verb_reports_nothing() -> None:
    assert reports("La demande du port est une annonce, et la note est bonne.", "fr") == []


def test_a_participle_takes_the_speaker_of_the_verb_before_it() -> None:
    text = "Le maire a répété que le port était sûr, ajoutant que la route était fermée."
    assert reports(text, "fr") == [
        ("Le maire", "a répété", "que le port était sûr"),
        ("Le maire", "ajoutant", "que la route était fermée"),
    ]


def test_infinitives_and_nouns_are_said_by_verbs_that_take_them() -> None:
    text = "Le ministre a promis de réparer la route et a souligné l’importance du port."
    assert reports(text, "fr") == [
        ("Le ministre", "a promis", "de réparer la route"),
        ("Le ministre", "a souligné", "l’importance du port"),
    ]
    assert "Le ministre a promis de réparer la route" in claims(text, "fr")


def test_a_report_within_a_report_stands_within_it() -> None:
    text = "M. Senn a dit que Mme Maro avait déclaré que le port était fermé."
    found = extract(text, "fr").attributions
    assert [(one.speaker, one.within) for one in found] == [("Senn", None), ("Maro", 0)]


def test_what_is_told_in_the_tense_of_the_cue_is_no_longer_said() -> None:
    text = "Le président a promis que le port rouvrirait en 2032 et a remercié les pêcheurs."
    assert reports(text, "fr")[0][2] == "que le port rouvrirait en 2032"
    assert "Le président a remercié les pêcheurs" in claims(text, "fr")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Elle a dit que le pont est ouvert.", [("Elle", False)]),
        ("La ministre a dit que le pont est ouvert.", [("La ministre", False)]),
        ("Le ministère a dit que le pont est ouvert.", [("Le ministère", True)]),
        (
            "La maire Ada Maro est venue. Elle a dit que le pont est ouvert.",
            [("Ada Maro", True)],
        ),
    ],
)
def test_a_pronoun_or_an_office_that_no_name_fits_stays_unresolved(
    text: str, found: list[tuple[str, bool]]
) -> None:
    assert [(one.speaker, one.resolved) for one in extract(text, "fr").attributions] == found


def test_a_quotation_goes_on_after_the_sentence_of_its_cue() -> None:
    text = "« Le pont est ouvert », a dit Ada Maro. « Il est long. » Elle est partie."
    found = extract(text, "fr")
    assert [one.text for one in found.candidates if one.attribution == 0] == [
        "Le pont est ouvert",
        "Il est long",
    ]


def test_a_question_is_said_and_claims_nothing() -> None:
    text = "« Pourquoi ? » a demandé Ada Maro."
    assert [one[2] for one in reports(text, "fr")] == ["« Pourquoi ? »"]
    assert claims(text, "fr") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "La Véranie a réparé ses routes et a ouvert deux ports.",
            ["La Véranie a réparé ses routes", "La Véranie a ouvert deux ports"],
        ),
        (
            "Aucun dommage n’a été causé aux civils et aux infrastructures.",
            [
                "Aucun dommage n’a été causé aux civils",
                "Aucun dommage n’a été causé aux infrastructures",
            ],
        ),
        (
            "Mme Maro a dit que le port était ouvert et que la route serait fermée.",
            ["le port était ouvert", "la route serait fermée"],
        ),
        (
            "Ada Maro, qui est née à Orlest, a ouvert le port.",
            ["Ada Maro est née à Orlest", "Ada Maro a ouvert le port"],
        ),
        (
            "Le nord a grandi, tandis que le sud a rétréci.",
            ["Le nord a grandi", "le sud a rétréci"],
        ),
        (
            "Ada Maro et Ben Tarro se sont rencontrés à Orlest.",
            ["Ada Maro et Ben Tarro se sont rencontrés à Orlest"],
        ),
        (
            "Le gouvernement a construit des routes ou des ports.",
            ["Le gouvernement a construit des routes ou des ports"],
        ),
    ],
)
def test_claims_are_cut_one_statement_each(text: str, found: list[str]) -> None:
    assert claims(text, "fr") == found


def test_pronouns_offices_and_titles_are_named() -> None:
    text = (
        "La ministre des Transports Ada Maro est arrivée à Orlest lundi. « Le pont sera ouvert en "
        "mai », a-t-elle dit. La ministre a précisé que les travaux avaient duré deux ans. Selon "
        "Mme Maro, la route est longue. Le maire d’Orlest, Ben Tarro, a répété que le port était "
        "sûr. Selon lui, le pont est fermé. « Le pont est dangereux », a-t-elle dit."
    )
    assert speakers(text, "fr") == [
        *["Ada Maro"] * 3,
        *["Ben Tarro"] * 2,
        "Ada Maro",
    ]


def test_a_body_keeps_its_own_words() -> None:
    text = "Le pont est fermé, a annoncé le ministère des Transports de Véranie."
    assert speakers(text, "fr") == ["le ministère des Transports de Véranie"]


def test_a_stop_within_guillemets_and_plural_titles_end_no_sentence() -> None:
    text = "« Le port est ouvert. » MM. Maro et Tarro sont là. « Pourquoi ? » a dit Mme Senn."
    assert [one for _, one in furniture(text, "fr")] == [
        "« Le port est ouvert. »",
        "MM. Maro et Tarro sont là.",
        "« Pourquoi ? » a dit Mme Senn.",
    ]


def test_french_furniture_is_no_claim() -> None:
    text = (
        "Publié le 6 mai 2030\nPar Ada Maro\nÀ lire aussi : Le port ferme\n"
        "ORLEST (AGENCE) – Le port est ouvert."
    )
    assert [kind for kind, _ in furniture(text, "fr")] == ["date", "byline", "link", None]
    assert claims(text, "fr") == ["Le port est ouvert"]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("annoncer", {"annonce", "annonçait", "annonça", "annoncé", "annoncera"}),
        ("rappeler", {"rappelle", "rappelait", "rappelé", "rappellera"}),
        ("répéter", {"répète", "répétait", "répété"}),
        ("juger", {"juge", "jugeait", "jugeant"}),
        ("répondre", {"répond", "répondait", "répondu", "répondra"}),
        ("garantir", {"garantit", "garantissait", "garanti"}),
        ("dire", {"dit", "disait", "dira"}),
    ],
)
def test_a_verb_is_known_by_its_forms(verb: str, forms: set[str]) -> None:
    assert forms <= set(french_verbs.forms([verb]))


PIECES = st.sampled_from(
    [
        *("« ", " »", "“", "”", '"', ", ", ". ", " : ", "\n", "\r\n", "\xa0", " ? ", "-", "’"),
        *("a dit ", "Mme Maro ", "que ", "le port ", "selon ", "a-t-elle ", "dit-il", "ouvert "),
        *("et ", "qui ", "est ", "tandis que ", "d'après ", "M. Senn", "😀", "l’", "promet de "),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_every_span_is_within_the_text_whatever_it_holds(text: str) -> None:
    found = extract(text, "fr")
    spans = [span for one in found.attributions for span in (*one.source, *one.cue, *one.content)]
    spans += [span for one in found.candidates for span in one.spans]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]


def test_a_pronoun_without_a_person_is_unresolved() -> None:
    (one,) = extract("Elle a annoncé que le pont est fermé.", "fr").attributions
    assert (one.speaker, one.resolved) == ("Elle", False)
