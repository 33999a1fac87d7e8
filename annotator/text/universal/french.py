"""French: the words that the rules ask for. All lists are our own."""

from __future__ import annotations

from annotator.text.universal import french_verbs
from annotator.text.universal.grammar import Grammar, Naming
from annotator.word_lists import words

#: A clause, a quotation or the whole sentence is said with them.
SAYING = words(
    """
    dire déclarer affirmer annoncer ajouter indiquer préciser expliquer assurer souligner estimer
    rappeler répéter noter observer confirmer révéler reconnaître admettre avouer prétendre
    soutenir répondre répliquer rétorquer insister poursuivre continuer conclure écrire raconter
    rapporter signaler avertir prévenir promettre jurer espérer craindre croire penser juger
    considérer constater remarquer demander regretter nier démentir lancer commenter reprendre
    résumer nuancer marteler plaider arguer alléguer suggérer proposer exiger réclamer
    recommander garantir certifier attester témoigner informer apprendre prédire prévoir
    pronostiquer accuser dénoncer exhorter murmurer crier plaisanter tweeter publier réaffirmer
    réitérer argumenter argüer spécifier mentionner
    """
)
#: An infinitive is said with them: "a promis de réparer", "affirme avoir réparé".
PROMISING = words(
    """
    promettre jurer menacer refuser proposer demander exiger recommander affirmer assurer déclarer
    dire espérer accepter suggérer conseiller prétendre nier reconnaître garantir estimer croire
    penser appeler
    """
)
#: A noun is said with them: "a souligné l'importance du port".
STRESSING = words(
    """
    souligner dénoncer condamner saluer évoquer critiquer rejeter démentir annoncer confirmer
    rappeler mentionner réclamer exiger déplorer regretter préconiser réaffirmer réitérer contester
    """
)
#: Before "que" these make another word of it: "alors que", "plus que", "ne ... que".
NOT_THAT = words(
    """
    alors tandis plus moins aussi autant ainsi dès lors afin pour avant après depuis pendant sans
    bien parce puisque autre autres même mêmes tel telle tels telles ce lorsque quoi pas
    """
)
#: "Selon le niveau de l'eau": no speaker.
MEASURES = words(
    """
    niveau degré cas besoin taille âge nature type mode critère ordre saison circonstance situation
    année région pays usage moyen goût prix poids quantité nombre taux modèle calendrier loi règle
    méthode façon manière humeur époque
    """
)
CLITICS = words("ne n' se s' me m' y en l' le la les lui leur nous vous -t pas")
CONNECTIVES = words("mais et or donc cependant toutefois pourtant enfin ensuite ainsi puis")
#: Verbs that two do with one another.
MUTUAL = words(
    """
    rencontrer accorder entendre discuter négocier partager échanger signer affronter battre
    allier unir marier collaborer coopérer dialoguer opposer réunir retrouver
    """
)
TIMES = words(
    """
    lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain
    """
)

#: The holder of the office, and what the form tells of them.
OFFICES = {
    **dict.fromkeys(
        words(
            """
            ministre maire porte-parole secrétaire chef juge membre responsable représentant
            commissaire économiste analyste diplomate journaliste spécialiste pilote architecte
            capitaine premier-ministre propriétaire
            """
        ),
        "",
    ),
    **dict.fromkeys(
        words(
            """
            président directeur ambassadeur sénateur député gouverneur procureur avocat professeur
            docteur général colonel lieutenant amiral chancelier roi prince empereur pape évêque
            conseiller préfet entraîneur chercheur historien fondateur patron candidat rapporteur
            """
        ),
        "male",
    ),
    **dict.fromkeys(
        words(
            """
            présidente directrice ambassadrice sénatrice députée gouverneure procureure avocate
            professeure générale colonelle chancelière reine princesse impératrice conseillère
            préfète entraîneuse chercheuse historienne fondatrice patronne candidate représentante
            rapporteuse mairesse
            """
        ),
        "female",
    ),
}
HONORIFICS = {
    **dict.fromkeys(words("m mm monsieur messieurs sieur"), "male"),
    **dict.fromkeys(words("mme mmes mlle madame mademoiselle"), "female"),
    **dict.fromkeys(words("dr pr me maître"), ""),
}
#: A name with one of these words is a place, a paper or a body, not a person.
NOBODY = words(
    """
    ministère agence république royaume états nations union parti ligue université banque institut
    conseil comité commission assemblée sénat cour tribunal journal tribune courrier héraut radio
    télévision société compagnie fondation association organisation fédération mer océan lac
    fleuve rivière rue avenue boulevard place gare port aéroport pont nord sud est ouest centre
    musée église hôpital école lycée police armée marine mairie gouvernement parlement groupe
    """
)
#: Capitalised words that are no part of a person's name.
NO_NAMES = words(
    """
    le la les l un une des de du d ce cet cette ces son sa ses leur leurs notre nos il elle ils
    elles on nous vous je tu qui que quoi dont où quand comme si mais et ou donc or ni car selon
    après avant depuis pendant pour par sur sous dans en au aux à avec sans contre entre vers chez
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin
    juillet août septembre octobre novembre décembre hier aujourd'hui demain aucun aucune tout
    toute tous toutes plusieurs certains beaucoup interrogé interrogée cependant toutefois ainsi
    lors malgré grâce alors tandis puis enfin deux trois c qu n s j
    """
)

GRAMMAR = Grammar(
    saying=SAYING,
    promising=PROMISING,
    stressing=STRESSING,
    forms=french_verbs.forms(SAYING | PROMISING | STRESSING),
    that=words("que qu'"),
    not_that=NOT_THAT,
    infinitive_marks=words("de d' à"),
    by_name=(("selon",), ("d'", "après"), ("d'après",)),
    measures=MEASURES,
    clitics=CLITICS,
    connectives=CONNECTIVES,
    relative_subjects=words("qui"),
    relative_objects=words("que qu' laquelle lequel lesquels lesquelles"),
    contrasts=(("tandis", "que"), ("tandis", "qu'"), ("alors", "que"), ("alors", "qu'")),
    together=words("entre parmi respectivement ensemble contre"),
    alternatives=words("ou ni"),
    mutual=MUTUAL,
    times=TIMES,
    naming=Naming(
        offices=OFFICES,
        honorifics=HONORIFICS,
        pronouns={
            **dict.fromkeys(words("il ils lui celui-ci"), "male"),
            **dict.fromkeys(words("elle elles celle-ci"), "female"),
            "on": "",
        },
        articles={"le": "male", "la": "female", "l": "", "un": "male", "une": "female"},
        linking=words("de du des d la le les l et aux à au en"),
        genitives=words("de du des d"),
        inner=words("de van von el al ben da di"),
        nobody=NOBODY,
        no_names=NO_NAMES,
    ),
)
