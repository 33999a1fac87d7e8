"""Spanish words with a stop within a sentence, and words that open one."""

from __future__ import annotations

from annotator.text.segments.stops import Shortenings
from annotator.word_lists import words

STOPS = Shortenings(
    never=words(
        """
        Sr Sra Srta Sres Sras Dr Dra Dres Dras Prof Profa Dña Dn Lic Licdo Licda Ing Arq Gral Cnel
        Cmdte Cap Cptn Tte Sgto Alm Mons Pbro Fr Sto Sta Excmo Excma Ilmo Ilma Rvdo Rdo Hno Hna
        Av Avda Pza Ctra Urb Bco aprox Aprox vs cf Cf cfr Cfr ej Ej máx mín prov admón
        Dir dir Pdte pdte Mtro Mtra Mag Abog Dip Sen Min Gob Presid fdo Fdo Rte Tel tel Tfno telf
        Telf trad Trad coord Coord comp Comp
        """
    ),
    perhaps=words(
        """
        Ud Uds Vd Vds ene feb mar abr may jun jul ago sep sept set oct nov dic Cía Cia Hnos ss
        izq izqda dcha dcho dpto Dpto depto Depto Univ Inst col Col Fac ed Ed eds
        Inc Corp Ltd Co Bros Jr St Mr Mrs
        """
    ),
    numbered=words(
        """
        núm Núm núms nro Nro num Num No no N n pág Pág págs pp p art Art arts cap Cap vol Vol fig
        Fig tel Tel párr inc ord exp Exp apdo Apdo km Km s ap sec t
        """
    ),
    openers=words(
        """
        éste ésta éstos éstas aquél aquélla
        el la los las lo un una unos unas él ella ello ellos ellas yo tú usted ustedes nosotros este
        esta esto estos estas ese esa eso esos esas aquel aquella aquellos su sus mi mis tu tus en a
        al de del por para con sin sobre tras desde hasta entre durante según cuando donde como si
        pero y e o u ni que qué quién quiénes cómo cuándo dónde cuál cuánto aunque porque pues
        entonces además también tampoco no ya hoy ayer ahora luego después antes así solo sólo todo
        toda todos todas cada algunos algunas alguien muchos muchas varios varias otro otra otros
        otras nadie nada ningún ninguna hay había hubo es son fue fueron era eran está están estaba
        han ha se le les nos me te mientras finalmente sin embargo actualmente posteriormente ambos
        dicho dicha tal más menos muy casi gracias cualquier ante bajo contra mediante incluso
        """
    ),
    phrases=("p.ej", "p.e", "P.ej", "N.delT", "N.delE", "v.gr", "q.e.p.d", "D.O", "S.M", "S.S"),
)
