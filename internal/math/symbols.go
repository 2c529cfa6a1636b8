package math

// symbolTable has the commands that are one character. The first letter of a value is its kind:
//
//	i  a letter that is italic, such as a small Greek one
//	u  a letter that is upright, such as a Greek capital
//	m  another symbol that is read as an identifier
//	o  a symbol without space around it that is read as an operator
//	b  a binary operator
//	r  a relation
//	O  a large operator whose limits are above and below in displays
//	I  an integral, whose limits are beside it
//	(  an opening delimiter
//	)  a closing delimiter
//	,  punctuation
//	.  dots
//
// The names are those of LaTeX, amssymb, stmaryrd, mathtools, unicode-math and HTML's entities that KaTeX knows.
const symbolTable = words(`#=o# $=m$ %=m% &=o& AA=mÅ AE=mÆ Alpha=uΑ And=b& Angstrom=mÅ Arrowvert=o‖ Bbbk=m𝕜 Beta=uΒ Bot=m⫫ Box=m□ Bumpeq=r≎
Cap=b⋒ Chi=uΧ Coloneqq=r⩴ Complex=mℂ Coppa=mϘ Cup=b⋓ Dagger=b‡ Darr=r⇓ Dashv=r⫤ Delta=uΔ Diamond=m◊ Digamma=uϜ
Doteq=r≑ Downarrow=r⇓ Earth=m⊕ Epsilon=uΕ Eta=uΗ Finv=mℲ Game=m⅁ Gamma=uΓ Harr=r⇔ Im=mℑ Iota=uΙ Join=r⋈ Kappa=uΚ
Koppa=mϞ L=mŁ Lambda=uΛ Larr=r⇐ Leftarrow=r⇐ Leftrightarrow=r⇔ Lightning=m☇ Lleftarrow=r⇚ Longleftarrow=r⟸
Longleftrightarrow=r⟺ Longmapsfrom=r⟽ Longmapsto=r⟾ Longrightarrow=r⟹ Lrarr=r⇔ Lsh=r↰ Mapsfrom=r⤆ Mapsto=r⤇ Mu=uΜ
N=mℕ Nand=b⊼ Nor=b⊽ Nu=uΝ O=mØ OE=mŒ Omega=uΩ Omicron=uΟ Otimes=b⨷ P=m¶ Perp=r⫫ Phi=uΦ Pi=uΠ Planckconst=mℎ Prec=r⪻
Psi=uΨ QED=m∎ R=mℝ Rarr=r⇒ Re=mℜ Reals=mℝ Rho=uΡ Rightarrow=r⇒ Rrightarrow=r⇛ Rsh=r↱ S=m§ Sampi=mϠ Sigma=uΣ Sqcap=b⩎
Sqcup=b⩏ Stigma=mϚ Subset=r⋐ Succ=r⪼ Supset=r⋑ Tau=uΤ Theta=uΘ Top=m⫪ Uarr=r⇑ Uparrow=r⇑ Updownarrow=r⇕ Upsilon=uΥ
VDash=r⊫ Vbar=r⫫ Vdash=r⊩ Vee=b⩔ Vert=o‖ Vvdash=r⊪ Wedge=b⩓ Xi=uΞ Xor=b⊻ Z=mℤ Zbar=mƵ Zeta=uΖ _=o_ aa=må adots=.⋰
ae=mæ alef=mℵ alefsym=mℵ aleph=mℵ alpha=iα amalg=b⨿ and=b∧ angle=o∠ angstrom=mÅ approx=r≈ approxeq=r≊ arceq=r≘
arrowvert=o⏐ ast=b∗ astrosun=m☉ asymp=r≍ awint=I⨑ backcong=r≌ backdprime=o‶ backepsilon=r∍ backprime=o‵ backsim=r∽
backsimeq=r⋍ backslash=o\ backtrprime=o‷ ballotx=m✗ barcap=b⩃ barcup=b⩂ barvee=b⊽ barwedge=b⊼ because=r∵ beta=iβ
beth=mℶ between=r≬ bigcap=O⋂ bigcirc=b◯ bigcup=O⋃ bigcupdot=O⨃ bigcupplus=O⨄ bigdoublevee=O⨇ bigdoublewedge=O⨈
bigodot=O⨀ bigominus=O⊖ bigoplus=O⨁ bigoslash=O⊘ bigotimes=O⨂ bigsqcap=O⨅ bigsqcup=O⨆ bigstar=m★ bigtimes=O⨉
bigtriangledown=b▽ bigtriangleup=b△ biguplus=O⨄ bigvee=O⋁ bigwedge=O⋀ bigwhitestar=m☆ blackhourglass=b⧗
blackinwhitediamond=m◈ blacklozenge=m⧫ blacksquare=m■ blacktriangle=m▲ blacktriangledown=m▼ blacktriangleleft=r◀
blacktriangleright=r▶ bot=m⊥ bowtie=r⋈ boxast=b⧆ boxbox=b⧈ boxcircle=b⧇ boxdot=b⊡ boxminus=b⊟ boxplus=b⊞ boxslash=b⧄
boxtimes=b⊠ bracevert=o⎪ bull=b∙ bullet=b∙ bumpeq=r≏ cap=b∩ capbarcup=b⩈ capdot=b⩀ capovercup=b⩇ cdot=b⋅ cdotp=,⋅
cdots=.⋯ cent=m¢ centerdot=b⋅ checkmark=m✓ chi=iχ circ=b∘ circeq=r≗ circlearrowleft=r↺ circlearrowright=r↻
circledR=m® circledS=mⓈ circledast=b⊛ circledcirc=b⊚ circleddash=b⊝ circledequal=b⊜ circledparallel=b⦷ circledvert=b⦶
circlehbar=b⦵ cirfnint=I⨐ closedvarcap=b⩍ closedvarcup=b⩌ clubs=m♣ clubsuit=m♣ cnums=mℂ coloncolon=r∷
coloncolonequals=r⩴ coloneqq=r≔ colonequals=r≔ complement=m∁ concavediamond=b⟡ concavediamondtickleft=b⟢
concavediamondtickright=b⟣ cong=r≅ coppa=mϙ coprod=O∐ copyright=m© cup=b∪ cupovercap=b⩆ curlyeqprec=r⋞ curlyeqsucc=r⋟
curlyvee=b⋎ curlywedge=b⋏ curvearrowleft=r↶ curvearrowright=r↷ dArr=r⇓ dag=o† dagger=b† daleth=mℸ darr=r↓
dashleftarrow=r⇠ dashrightarrow=r⇢ dashv=r⊣ dblcolon=r∷ ddag=o‡ ddagger=b‡ ddots=.⋱ defeq=r≔ degree=m° delta=iδ
diagdown=m╲ diagup=m╱ diameter=m⌀ diamond=b⋄ diamonds=m♢ diamondsuit=m♢ digamma=iϝ disin=r⋲ div=b÷ divideontimes=b⋇
doteq=r≐ doteqdot=r≑ dotminus=b∸ dotplus=b∔ doublebarvee=b⩢ doublebarwedge=b⩞ doublecap=b⋒ doublecup=b⋓ downarrow=r↓
downdasharrow=r⇣ downdownarrows=r⇊ downdownharpoons=r⥥ downharpoonleft=r⇃ downharpoonright=r⇂ downuparrows=r⇵
downwhitearrow=r⇩ dprime=o″ earth=m♁ eighthnote=m♪ ell=mℓ empty=m∅ emptyset=m∅ epsilon=iϵ eqcirc=r≖ eqcolon=r∹
eqdef=r≝ eqeq=r⩵ eqeqeq=r⩶ eqgtr=r⋝ eqless=r⋜ eqqcolon=r≕ eqsim=r≂ eqslantgtr=r⪖ eqslantless=r⪕ equalscolon=r≕
equiv=r≡ eta=iη eth=mð eulerconst=mℇ euro=m€ exist=o∃ exists=o∃ fallingdotseq=r≒ female=m♀ fint=I⨏ flat=m♭ forall=o∀
frown=r⌢ fullouterjoin=b⟗ gamma=iγ ge=r≥ geneuro=m€ geneuronarrow=m€ geneurowide=m€ geq=r≥ geqclosed=r⋝ geqq=r≧
geqslant=r⩾ gets=r← gg=r≫ ggcurly=r⪼ ggg=r⋙ gggtr=r⋙ gimel=mℷ gnapprox=r⪊ gneq=r⪈ gneqq=r≩ gnsim=r⋧ gt=r>
gtrapprox=r⪆ gtrdot=b⋗ gtreqless=r⋛ gtreqqless=r⪌ gtrless=r≷ gtrsim=r≳ gvertneqq=r≩︀ hArr=r⇔ harr=r↔ hbar=mℏ
hearts=m♡ heartsuit=m♡ hexagon=m⬡ hookleftarrow=r↩ hookrightarrow=r↪ hourglass=b⧖ hslash=mℏ i=mı iddots=.⋰ iiiint=I⨌
iiint=I∭ iinfin=m⧜ iint=I∬ image=mℑ imageof=r⊷ imath=iı in=r∈ increment=m∆ indep=r⫫ infin=m∞ infty=m∞ int=I∫
intBar=I⨎ intbar=I⨍ intcap=I⨙ intclockwise=I∱ intcup=I⨚ intercal=b⊺ interleave=b⫴ intlarhk=I⨗ intx=I⨘ invamp=b⅋
invlazys=b∾ iota=iι isin=r∈ isindot=r⋵ isins=r⋴ j=mȷ jmath=iȷ jupiter=m♃ kappa=iκ koppa=mϟ l=mł lAngle=(⟪ lArr=r⇐
lBrace=(⦃ lBrack=(⟦ lVert=(‖ lambda=iλ land=b∧ lang=(⟨ langle=(⟨ larr=r← lbbrack=(⟦ lblot=(⦉ lbrace=({ lbrack=([
lceil=(⌈ ldotp=,. ldots=.… le=r≤ leadsto=r⇝ leftarrow=r← leftarrowtail=r↢ leftdasharrow=r⇠ leftharpoondown=r↽
leftharpoonup=r↼ leftleftarrows=r⇇ leftleftharpoons=r⥢ leftmodels=r⫤ leftmoon=m☾ leftouterjoin=b⟕ leftrightarrow=r↔
leftrightarrows=r⇆ leftrightharpoons=r⇋ leftrightsquigarrow=r↭ leftthreetimes=b⋋ leftupharpoon=r↼ leftwhitearrow=r⇦
leq=r≤ leqclosed=r⋜ leqq=r≦ leqslant=r⩽ lessapprox=r⪅ lessdot=b⋖ lesseqgtr=r⋚ lesseqqgtr=r⪋ lessgtr=r≶ lesssim=r≲
lfilet=(⦇ lfloor=(⌊ lgroup=(⟮ lhd=b⊲ lightning=m↯ limg=(⦇ ll=r≪ llangle=(⦉ llbracket=(⟦ llcorner=(⌞ llcurly=r⪻ lll=r⋘
llless=r⋘ llparenthesis=(⦇ lmoustache=(⎰ lnapprox=r⪉ lneq=r⪇ lneqq=r≨ lnot=o¬ lnsim=r⋦ longleftarrow=r⟵
longleftrightarrow=r⟷ longmapsfrom=r⟻ longmapsto=r⟼ longrightarrow=r⟶ looparrowleft=r↫ looparrowright=r↬ lor=b∨
lowint=I⨜ lozenge=m◊ lozengeminus=b⟠ lparen=(( lrArr=r⇔ lrarr=r↔ lrcorner=)⌟ lt=r< ltimes=b⋉ lvert=(| lvertneqq=r≨︀
male=m♂ maltese=m✠ mapsdown=r↧ mapsfrom=r↤ mapsto=r↦ mapsup=r↥ mars=m♂ mathcent=m¢ mathdollar=m$ mathellipsis=.…
mathparagraph=m¶ mathsection=m§ mathsterling=m£ mathyen=m¥ mdlgblkdiamond=m◆ mdlgwhtcircle=b○ mdlgwhtdiamond=m◇
measeq=r≞ measuredangle=o∡ mercury=m☿ mho=m℧ mid=r∣ minuscolon=r∹ minusdot=b⨪ minusfdots=b⨫ minuso=b⦵ minusrdots=b⨬
models=r⊨ mp=b∓ mu=iμ multimap=r⊸ multimapboth=r⧟ multimapinv=r⟜ nLeftarrow=r⇍ nLeftrightarrow=r⇎ nRightarrow=r⇏
nVDash=r⊯ nVdash=r⊮ nabla=u∇ napprox=r≉ nasymp=r≭ natnums=mℕ natural=m♮ ncong=r≇ ne=r≠ nearrow=r↗ neg=o¬ neptune=m♆
neq=r≠ nequiv=r≢ neswarrow=r⤢ nexists=o∄ ngeq=r≱ ngeqq=r≧̸ ngeqslant=r⩾̸ ngtr=r≯ ngtrless=r≹ ngtrsim=r≵ ni=r∋ nin=r∉
nleftarrow=r↚ nleftrightarrow=r↮ nleq=r≰ nleqq=r≦̸ nleqslant=r⩽̸ nless=r≮ nlessgtr=r≸ nlesssim=r≴ nmid=r∤ notequiv=r≢
notin=r∉ notni=r∌ nparallel=r∦ npolint=I⨔ nprec=r⊀ npreccurlyeq=r⋠ npreceq=r⪯̸ nrightarrow=r↛ nshortmid=r∤
nshortparallel=r∦ nsim=r≁ nsime=r≄ nsimeq=r≄ nsqsubseteq=r⋢ nsqsupseteq=r⋣ nsubset=r⊄ nsubseteq=r⊈ nsubseteqq=r⫅̸
nsucc=r⊁ nsucccurlyeq=r⋡ nsucceq=r⪰̸ nsupset=r⊅ nsupseteq=r⊉ nsupseteqq=r⫆̸ ntriangleleft=r⋪ ntrianglelefteq=r⋬
ntriangleright=r⋫ ntrianglerighteq=r⋭ nu=iν nvDash=r⊭ nvdash=r⊬ nvinfty=m⧞ nwarrow=r↖ nwsearrow=r⤡ o=mø obar=b⌽
obslash=b⦸ odiv=b⨸ odot=b⊙ oe=mœ officialeuro=m€ ogreaterthan=b⧁ oiiint=I∰ oiint=I∯ oint=I∮ ointctrclockwise=I∳
olessthan=b⧀ omega=iω omicron=iο ominus=b⊖ operp=b⦹ oplus=b⊕ or=b∨ ordinarycolon=m: origof=r⊶ oslash=b⊘ otimes=b⊗
otimeshat=b⨶ owns=r∋ parallel=r∥ parr=b⅋ part=i∂ partial=i∂ pentagon=m⬠ permil=m‰ perp=r⟂ pertenthousand=m‱
perthousand=m‰ phi=iϕ pi=iπ pitchfork=r⋔ plusmn=b± pluto=m♇ pm=b± pointint=I⨕ pounds=m£ prec=r≺ precapprox=r⪷
preccurlyeq=r≼ preceq=r⪯ preceqq=r⪳ precnapprox=r⪹ precneq=r⪱ precneqq=r⪵ precnsim=r⋨ precsim=r≾ prime=o′ prod=O∏
propto=r∝ psi=iψ qprime=o⁗ quarternote=m♩ questeq=r≟ rAngle=)⟫ rArr=r⇒ rBrace=)⦄ rBrack=)⟧ rVert=)‖ rang=)⟩ rangle=)⟩
rarr=r→ ratio=r: rbbrack=)⟧ rblot=)⦊ rbrace=)} rbrack=)] rceil=)⌉ real=mℜ reals=mℝ restriction=r↾ rfilet=)⦈ rfloor=)⌋
rgroup=)⟯ rhd=b⊳ rho=iρ rightarrow=r→ rightarrowtail=r↣ rightdasharrow=r⇢ rightharpoondown=r⇁ rightharpoonup=r⇀
rightleftarrows=r⇄ rightleftharpoons=r⇌ rightmoon=m☽ rightouterjoin=b⟖ rightrightarrows=r⇉ rightrightharpoons=r⥤
rightsquigarrow=r⇝ rightthreetimes=b⋌ rightupharpoon=r⇀ rightwhitearrow=r⇨ rimg=)⦈ risingdotseq=r≓ rmoustache=)⎱
rparen=)) rppolint=I⨒ rrangle=)⦊ rrbracket=)⟧ rrparenthesis=)⦈ rtimes=b⋊ rvert=)| sampi=mϡ saturn=m♄ scpolint=I⨓
sdot=b⋅ searrow=r↘ sect=m§ setminus=b∖ sharp=m♯ shortmid=r∣ shortparallel=r∥ shuffle=b⧢ sigma=iσ sim=r∼ simeq=r≃
simneqq=r≆ smallcirc=b∘ smallfrown=r⌢ smallin=r∊ smallint=I∫ smallni=r∍ smallsetminus=b∖ smallsmile=r⌣ smashtimes=b⨳
smblkcircle=b∙ smile=r⌣ smiley=m☺ smwhtdiamond=b⋄ spades=m♠ spadesuit=m♠ sphericalangle=o∢ sqcap=b⊓ sqcup=b⊔ sqint=I⨖
sqsubset=r⊏ sqsubseteq=r⊑ sqsubsetneq=r⋤ sqsupset=r⊐ sqsupseteq=r⊒ sqsupsetneq=r⋥ square=m□ ss=mß sslash=b⫽ star=b⋆
stareq=r⩮ stigma=mϛ strictfi=r⥼ strictif=r⥽ sub=r⊂ sube=r⊆ subset=r⊂ subseteq=r⊆ subseteqq=r⫅ subsetneq=r⊊
subsetneqq=r⫋ succ=r≻ succapprox=r⪸ succcurlyeq=r≽ succeq=r⪰ succeqq=r⪴ succnapprox=r⪺ succneq=r⪲ succneqq=r⪶
succnsim=r⋩ succsim=r≿ sum=O∑ sumint=I⨋ sun=m☼ supe=r⊇ supset=r⊃ supseteq=r⊇ supseteqq=r⫆ supsetneq=r⊋ supsetneqq=r⫌
surd=o√ swarrow=r↙ tau=iτ texteuro=m€ therefore=r∴ theta=iθ thetasym=iϑ thickapprox=r≈ thicksim=r∼ threedotcolon=b⫶
tieinfty=m⧝ times=b× to=r→ top=m⊤ triangle=m△ triangledown=m▽ triangleeq=r≜ triangleleft=b◁ trianglelefteq=r⊴
triangleminus=b⨺ triangleplus=b⨹ triangleq=r≜ triangleright=b▷ trianglerighteq=r⊵ triangletimes=b⨻ trprime=o‴
twocaps=b⩋ twocups=b⩊ twoheaddownarrow=r↡ twoheadleftarrow=r↞ twoheadrightarrow=r↠ twoheaduparrow=r↟ twonotes=m♫
typecolon=b⦂ uArr=r⇑ uarr=r↑ ulcorner=(⌜ unlhd=b⊴ unrhd=b⊵ upalpha=uα upand=b⅋ uparrow=r↑ upbeta=uβ upchi=uχ
updasharrow=r⇡ updelta=uδ updownarrow=r↕ updownarrows=r⇅ upepsilon=uϵ upeta=uη upgamma=uγ upharpoonleft=r↿
upharpoonright=r↾ upint=I⨛ upiota=uι upkappa=uκ uplambda=uλ uplus=b⊎ upmu=uμ upnu=uν upomega=uω upomicron=uο upphi=uϕ
uppi=uπ uppsi=uψ uprho=uρ upsidedownexcl=m¡ upsigma=uσ upsilon=iυ uptau=uτ uptheta=uθ upuparrows=r⇈ upupharpoons=r⥣
upupsilon=uυ upvarepsilon=uε upvarphi=uφ upvarpi=uϖ upvarrho=uϱ upvarsigma=uς upvartheta=uϑ upwhitearrow=r⇧ upxi=uξ
upzeta=uζ uranus=m♅ urcorner=)⌝ vDash=r⊨ varbigcirc=b◯ varclubsuit=m♧ varcoppa=mϙ vardiamondsuit=m♦ varepsilon=iε
varheartsuit=m♥ varhexagon=m⬡ varisins=r⋳ varkappa=iϰ varnothing=m⌀ varointclockwise=I∲ varphi=iφ varpi=iϖ
varpropto=r∝ varrho=iϱ varsigma=iς varspadesuit=m♤ varstigma=mϛ varsubsetneq=r⊊︀ varsubsetneqq=r⫋︀ varsupsetneq=r⊋︀
varsupsetneqq=r⫌︀ vartheta=iϑ vartriangle=r△ vartriangleleft=r⊲ vartriangleright=r⊳ varvdots=m⋮ vcentcolon=r:
vdash=r⊢ vdots=m⋮ vee=b∨ veebar=b⊻ veedot=b⟇ veedoublebar=b⩣ veeeq=r≚ veeonvee=b⩖ venus=m♀ vert=o| vysmwhtcircle=b∘
wasylozenge=m⌑ wedge=b∧ wedgebar=b⩟ wedgedot=b⟑ wedgedoublebar=b⩠ wedgeonwedge=b⩕ wedgeq=r≙ weierp=m℘
whitesquaretickleft=b⟤ whitesquaretickright=b⟥ whitestar=m☆ with=b& wp=m℘ wr=b≀ xi=iξ yen=m¥ zeta=iζ {=({ |=o‖ }=)}`)
