package math

// commandTable has the commands that are more than a character and no macros. A value is the kind of the command, which
// run knows, and for most, behind a colon, what tells it from others of its kind.
const commandTable = words(`!=space:-3000 ,=space:3000 :=space:4000 ;=space:5000 >=space:4000 @paired=paired Bbb=font:bb BbbR=font:bb Big=big:18
Bigg=big:30 Biggl=big:30,( Biggm=big:30,r Biggr=big:30,) Bigl=big:18,( Bigm=big:18,r Bigr=big:18,) Bra=bra:⟨|,s
Braket=bra:⟨⟩,s DOTSB=ignore DOTSI=ignore DOTSX=ignore DeclareMathOperator=define:operator
DeclarePairedDelimiter=define:delimiter DeclareRobustCommand=define:new Huge=size:2488 Ket=bra:|⟩,s LARGE=size:1728
Large=size:1440 Overbrace=brace:⏞ Overleftarrow=accent:⇐,0,s Overleftrightarrow=accent:⇔,0,s
Overrightarrow=accent:⇒,0,s Pr=fn:l Rule=rule SI=qty SIrange=qtyrange Set=bra:{},s Space=textspace Tiny=size:500
Underbrace=brace:⏟,u \=row above=infix:l abovewithdelims=infix:dl acute=accent:´,0301 allowbreak=break:a
allowdisplaybreaks=ignore ang=ang angl=cancel:a arccos=fn arccot=fn arccsc=fn arcctg=fn arcosh=fn arcsec=fn arcsin=fn
arctan=fn arctg=fn arg=fn arraystretch=ignore arsinh=fn artanh=fn atop=infix:a atopwithdelims=infix:da autoref=ref
bar=accent:¯,0304 bbox=bbox bcancel=cancel:d begin=begin begingroup=begingroup bf=switch:bf bfseries=switch:bf
bgroup=begingroup big=big:12 bigg=big:24 biggl=big:24,( biggm=big:24,r biggr=big:24,) bigl=big:12,( bigm=big:12,r
bigr=big:12,) bigskip=ignore binom=frac:b bm=font:bold bold=font:bf boldmath=font:bold boldsymbol=font:bold boxed=box
bra=bra:⟨| brace=infix:{} brack=infix:[] braket=bra:⟨⟩ break=break:a breve=accent:˘,0306 bs=font:bold
buildrel=buildrel cal=switch:cal cancel=cancel:u cancelto=cancelto cd=fn ce=ce cee=ce centering=ignore cf=ce
cfrac=cfrac ch=fn char=char check=accent:ˇ,030C choose=infix:() clap=lap:ct class=html cline=misplaced color=color
colorbox=colorbox complexnum=num cos=fn cosec=fn cosh=fn cot=fn cotg=fn coth=fn cr=row cref=ref csc=fn csch=fn
cssId=html ctg=fn cth=fn dbinom=frac:bd ddddot=accent:⃜,20DC dddot=accent:⃛,20DB ddot=accent:¨,0308 def=define:def
definecolor=definecolor deg=fn det=fn:l dfrac=frac:d dim=fn displaybreak=ignore displaylimits=limits
displaystyle=style:0 dot=accent:˙,0307 dots=dots edef=define:edef emph=text:i enclose=enclose end=stray
endgroup=stray enskip=space:9000 enspace=space:9000 eqref=ref:e errmessage=ignore:1 exp=fn expandafter=expandafter
fbox=fbox fcolorbox=fcolorbox fcolorboxed=box footnotesize=size:800 frac=frac frak=font:frak gcd=fn:l
gdef=define:gdef genfrac=genfrac global=define:prefix goodbreak=break:a grave=accent:ˋ,0300 hat=accent:^,0302
hbox=text hdashline=misplaced hfil=hfill hfill=hfill hfilneg=ignore hline=misplaced hom=fn hphantom=phantom:h
href=href hskip=hspace hspace=hspace hss=hfill htmlClass=html htmlData=html htmlId=html htmlStyle=html huge=size:2074
ignorespaces=ignore includegraphics=unsupported:2 inf=fn:l intertext=misplaced it=switch:it itshape=switch:it ker=fn
kern=hspace ket=bra:|⟩ ketbra=ketbra label=label large=size:1200 leavevmode=ignore left=left leftroot=ignore:1
let=define:let lg=fn lim=fn:l limits=limits limitsrelax=ignore linebreak=break:a llap=lap:lt ln=fn log=fn
long=define:prefix longdiv=cancel:l lower=raise:- lq=textchar:‘ makeatletter=ignore makeatother=ignore mathbb=font:bb
mathbbm=font:bb mathbf=font:bf mathbfcal=font:bfcal mathbffrak=font:bffrak mathbfit=font:bfit mathbfscr=font:bfcal
mathbfsf=font:bfsf mathbfsfit=font:bfsfit mathbfup=font:bf mathbin=class:b mathcal=font:cal mathchoice=mathchoice
mathclap=lap:c mathclose=class:) mathds=font:bb mathfrak=font:frak mathinner=class:. mathit=font:it mathllap=lap:l
mathnormal=font:default mathop=class:O mathopen=class:( mathord=class:o mathpunct=class:,
mathreflectbox=unsupported:1 mathrel=class:r mathring=accent:˚,030A mathrlap=lap:r mathrm=font:rm mathscr=font:cal
mathsf=font:sf mathsfit=font:sfit mathsfup=font:sf mathstrut=mathstrut mathtip=tip mathtt=font:tt mathup=font:rm
mathversion=ignore:1 max=fn:l mbox=text medskip=ignore medspace=space:4000 message=ignore:1 middle=stray min=fn:l
mit=switch:it mkern=hspace moveleft=raise:l moveright=raise:r mskip=hspace mspace=hspace multicolumn=misplaced
negmedspace=space:-4000 negthickspace=space:-5000 negthinspace=space:-3000 newcommand=define:new
newenvironment=newenv newline=break:f nicefrac=sfrac nobreak=break:n nobreakdash=ignore nobreakspace=textspace
noexpand=ignore nolimits=limits nolinebreak=break:n nonscript=ignore nonumber=notag normalsize=size:1000 not=not
notag=notag num=num numlist=numlist numproduct=numproduct numrange=numrange oldstyle=switch:default
operatorname=operatorname operatornamewithlimits=operatorname:l over=infix overarc=accent:⏜,0,s overbrace=brace:⏞
overbracket=brace:⎴ overgroup=accent:⏠,0,s overleftarrow=accent:←,20D6,s overleftharpoon=accent:↼,20D0,s
overleftrightarrow=accent:↔,20E1,s overline=accent:‾,0305,s overlinesegment=accent:⎴,0,s overparen=accent:⏜,0,s
overrightarrow=accent:→,20D7,s overrightharpoon=accent:⇀,20D1,s overset=overset overunderset=overset:b
overwithdelims=infix:d pagecolor=ignore:1 phantom=phantom phase=cancel:p plim=fn:l pmb=font:bold prescript=prescript
protect=ignore protected=define:prefix providecommand=define:provide pu=pu qquad=space:36000 qty=qty qtylist=qtylist
qtyproduct=qtyproduct qtyrange=qtyrange quad=space:18000 raise=raise raisebox=raisebox ref=ref
reflectbox=unsupported:1 relax=ignore renewcommand=define:renew renewenvironment=newenv require=ignore:1 right=stray
rlap=lap:rt rm=switch:rm rmfamily=switch:rm root=root rotatebox=unsupported:2 rq=textchar:’ rule=rule
scalebox=unsupported:2 scr=switch:cal scriptscriptstyle=style:3 scriptsize=size:700 scriptstyle=style:2 sec=fn
sech=fn set=bra:{} setlength=ignore:2 sf=switch:sf sffamily=switch:sf sfrac=sfrac sh=fn shortintertext=misplaced
shoveleft=misplaced shoveright=misplaced show=ignore:1 si=unit sideset=sideset sin=fn sinh=fn sisetup=ignore:1
sixptsize=size:600 skip=hspace small=size:900 smallskip=ignore smash=smash sout=cancel:h space=textspace sqrt=sqrt
stackbin=overset:B stackrel=overset:r strut=strut style=html sup=fn:l symbb=font:bb symbf=font:bf symbfcal=font:bfcal
symbffrak=font:bffrak symbfit=font:bfit symbfscr=font:bfcal symbfsf=font:bfsf symbfsfit=font:bfsfit symcal=font:cal
symfrak=font:frak symit=font:it symrm=font:rm symscr=font:cal symsf=font:sf symsfit=font:sfit symtt=font:tt
symup=font:rm tag=tag tan=fn tanh=fn tbinom=frac:bt text=text textasciicircum=textchar:^ textasciitilde=textchar:~
textbackslash=textchar:\ textbar=textchar:| textbardbl=textchar:‖ textbf=text:b textbraceleft=textchar:{
textbraceright=textchar:} textbullet=textchar:• textcent=textchar:¢ textcircled=circled textcolor=textcolor
textcopyright=textchar:© textdagger=textchar:† textdaggerdbl=textchar:‡ textdegree=textchar:° textdollar=textchar:$
textellipsis=textchar:… textemdash=textchar:— textendash=textchar:– textexclamdown=textchar:¡ textgreater=textchar:>
textit=text:i textless=textchar:< textmd=text textmu=textchar:µ textnormal=text textordfeminine=textchar:ª
textordmasculine=textchar:º textparagraph=textchar:¶ textperiodcentered=textchar:· textpm=textchar:±
textquestiondown=textchar:¿ textquotedbl=textchar:" textquotedblleft=textchar:“ textquotedblright=textchar:”
textquoteleft=textchar:‘ textquoteright=textchar:’ textquotesingle=textchar:' textregistered=textchar:® textrm=text
textsc=text:c textsection=textchar:§ textsf=text:s textsl=text:i textsterling=textchar:£ textstyle=style:1
textsubscript=textscript:_ textsuperscript=textscript:^ texttimes=textchar:× texttip=tip texttt=text:m
textunderscore=textchar:_ textup=text textvisiblespace=textchar:␣ textyen=textchar:¥ tfrac=frac:t tg=fn th=fn
thickspace=space:5000 thinspace=space:3000 tilde=accent:~,0303 tiny=size:500 tt=switch:tt ttfamily=switch:tt
underarc=accent:⏝,0,su underbrace=brace:⏟,u underbracket=brace:⎵,u undergroup=accent:⏡,0,su
underleftarrow=accent:←,20EE,su underleftharpoon=accent:↽,20ED,su underleftrightarrow=accent:↔,034D,su
underline=accent:_,0332,su underlinesegment=accent:⎵,0,su underparen=accent:⏝,0,su underrightarrow=accent:→,20EF,su
underrightharpoon=accent:⇁,20EC,su underset=overset:u unicode=unicode unit=unit unskip=ignore uproot=ignore:1 url=url
utilde=accent:~,0330,su vcenter=vcenter vec=accent:→,20D7 verb=verb vfil=ignore vfill=ignore vline=ignore
vphantom=phantom:v widecheck=accent:ˇ,030C,s widehat=accent:^,0302,s wideparen=accent:⏜,0,s widetilde=accent:~,0303,s
wideutilde=accent:~,0330,su xLeftarrow=xarrow:⇐ xLeftrightarrow=xarrow:⇔ xRightarrow=xarrow:⇒ xcancel=cancel:x
xdef=define:xdef xhookleftarrow=xarrow:↩ xhookrightarrow=xarrow:↪ xleftarrow=xarrow:← xleftequilibrium=xarrow:⇋
xleftharpoondown=xarrow:↽ xleftharpoonup=xarrow:↼ xleftrightarrow=xarrow:↔ xleftrightarrows=xarrow:⇆
xleftrightharpoons=xarrow:⇋ xlongequal=xarrow:= xmapsto=xarrow:↦ xrightarrow=xarrow:→ xrightequilibrium=xarrow:⇌
xrightharpoondown=xarrow:⇁ xrightharpoonup=xarrow:⇀ xrightleftarrows=xarrow:⇄ xrightleftharpoons=xarrow:⇌
xtofrom=xarrow:⇄ xtwoheadleftarrow=xarrow:↞ xtwoheadrightarrow=xarrow:↠`)
