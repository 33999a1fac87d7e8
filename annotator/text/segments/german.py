"""German words with a stop within a sentence, and words that open one."""

from __future__ import annotations

from annotator.text.segments.stops import Shortenings
from annotator.word_lists import words

STOPS = Shortenings(
    never=words(
        """
        Dr Prof Hr Fr Frl Dipl Ing Mag med jur phil rer nat habil Min St Bgm Abg Gen Oberst Hptm
        geb gest verh gesch verw kath ev evang luth bzw Bzw ca Ca vgl Vgl evtl Evtl ggf Ggf inkl
        exkl einschl zzgl abzgl bes allg sog insb insbes entspr gem lt Lt mind max min ungef od
        bspw Bspw zw versch wiss polit wirtsch dt franz engl amerik österr schweiz ehem stellv
        Stellv Hrsg hrsg Verf Übers übers Red Chr röm griech lat betr Betr bez
        urspr durchschn jährl monatl tägl wöchentl priv öff staatl städt königl kaiserl
        Kfm kfm techn Kpt Ltn Uffz Pfr Rev Msgr Hl hl Tel Fax vs
        """
    ),
    perhaps=words(
        """
        usw etc Mio Mrd Bill Tsd Std Min Sek Stk Stck Jh Jhd Jhdt Mt Wo qm km kg cm mm Kfz Ges Co
        Abb Aufl Bd Bde Kap Zi Whg Inh Pf ff Jan Feb Febr Mär Apr Jun Jul Aug Sep Sept Okt
        Nov Dez Mo Di Mi Do Sa Univ Inst Abt Ref Geb Str Pl Ev Anm Bsp Hbf Bhf Nds Bay Österr dgl
        jr jun sen Inc Corp Ltd Bros Jr St Mr Mrs
        """
    ),
    numbered=words(
        "Nr Nrn nr Art Abs S Ziff Kap Bd Abb Tab Fig Anm Rn Rz Az Jg Str Hausnr Tel lfd"
    ),
    openers=words(
        """
        der die das den dem des ein eine einer einem einen es er sie wir ihr ich man dies diese
        dieser dieses diesen dabei danach davor dann dort da hier nun jetzt aber und oder doch auch
        nach vor seit während wenn als weil ob wie was wer wen wo warum wann wieso weshalb welche
        zudem außerdem allerdings jedoch deshalb deswegen daher trotzdem zwar so im in am an auf aus
        bei beim mit von vom zu zum zur für über unter um durch gegen ohne alle alles viele vieles
        einige mehrere kein keine keiner niemand nichts nicht noch schon nur sein seine seinen ihre
        ihren ihrem unser unsere mein meine laut trotz wegen neben zwischen bis gestern heute
        inzwischen später damit darauf darum darüber dafür dagegen daran darin denn insgesamt rund
        etwa beide jeder jede jedes manche manchmal dennoch schließlich zuletzt zunächst bereits
        erst sogar sonst somit also ja nein leider vielleicht immer nie wieder mittlerweile derzeit
        zuvor bisher künftig haben habe hat hatte hatten ist sind war waren wird werden wurde wurden
        kann können konnte soll sollen muss müssen dass obwohl sobald solange sodass mir mich uns
        """
    ),
    phrases=(
        *("z.B", "d.h", "u.a", "v.a", "i.d.R", "i.A", "i.V", "z.T", "z.Zt", "z.Z", "s.u", "s.o"),
        *("m.E", "u.U", "u.zw", "o.g", "u.g", "i.S", "n.Chr", "v.Chr", "a.D", "a.M", "h.c", "d.J"),
        *("b.a.w", "i.H.v", "i.R", "zz.B", "o.ä", "u.ä", "e.g", "i.e", "a.d", "d.i", "u.d", "b.d"),
    ),
    suffixes=("str", "nr", "pl"),
    counting=words(
        """
        der die das den dem des am im ins zum zur vom beim ans ein eine einen einem einer eines
        kein keine sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren
        dieser diese dieses diesen diesem jeder jede jedes jeden jedem mein meine meinen und oder
        bis sowie zu als ab seit alle
        """
    ),
    counted=words(
        """
        januar jänner februar märz april mai juni juli august september oktober november dezember
        jan feb febr mär apr jun jul aug sep sept okt nov dez jahrhundert jh jhd jahrtausend
        """
    ),
)
