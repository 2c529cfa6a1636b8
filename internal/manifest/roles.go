package manifest

import (
	"slices"
	"strings"

	"quire/internal/diag"
)

// marcRoles are the codes of MARC's list of relators, https://www.loc.gov/marc/relators/relaterm.html.
var marcRoles = strings.Fields(`
	abr acp act adi adp aft anc anl anm ann ant ape apl app aqt arc ard arr art asg asn ato att auc aud aue aui aup aus aut
	bdd bjd bka bkd bkp blw bnd bpd brd brl bsl
	cad cas ccp chr cli cll clr clt cmm cmp cmt cnd cng cns coe col com con cop cor cos cot cou cov cpc cpe cph cpl cpt cre crp crr crt csl csp cst ctb cte ctg ctr cts ctt cur cwt
	dbd dbp dfd dfe dft dgc dgg dgs dis djo dln dnc dnr dpc dpt drm drt dsr dst dtc dte dtm dto dub
	edc edd edm edt egr elg elt eng enj etr evp exp
	fac fds fld flm fmd fmk fmo fmp fnd fon fpy frg gdv gis grt
	his hnr hst ill ilu ins inv isb itr ive ivr
	jud jug lbr lbt ldr led lee lel len let lgd lie lil lit lsa lse lso ltg ltr lyr
	mcp mdc med mfp mfr mka mod mon mrb mrk msd mte mtk mup mus mxe
	nan nrt onp opn org orm osp oth own
	pad pan pat pbd pbl pdr pfr pht plt pma pmn pop ppm ppt pra prc prd pre prf prg prm prn pro prp prs prt prv pta pte ptf pth ptt pup
	rap rbr rcd rce rcp rdd red ren res rev rpc rps rpt rpy rse rsg rsp rsr rst rth rtm rxa
	sad sce scl scr sde sds sec sfx sgd sgn sht sll sng spk spn spy srv std stg stl stm stn str swd
	tad tau tcd tch ths tld tlg tlh tlp trc trl tyd tyg uvp vac vdg vfx voc wac wal wam wat wdc wde wfs wft win wit wpr wst wts`)

// roleWords are roles in words, which Pandoc allows.
var roleWords = map[string]string{
	"author": "aut", "editor": "edt", "translator": "trl", "illustrator": "ill", "contributor": "ctb", "publisher": "pbl",
	"photographer": "pht", "designer": "bkd", "cover designer": "cov", "compiler": "com", "annotator": "ann",
	"author of introduction": "win", "author of foreword": "wpr", "author of afterword": "aft", "adapter": "adp", "artist": "art",
	"narrator": "nrt", "reviewer": "rev", "proofreader": "pfr", "typographer": "tyg",
}

// role checks a MARC relator code, and turns a role in words into one.
func (d *decoder) role(s string, pos diag.Pos, fallback string) string {
	if code, ok := roleWords[strings.ToLower(s)]; ok {
		return code
	}
	if slices.Contains(marcRoles, s) {
		return s
	}
	help := "write the code of a MARC relator: aut (author), edt (editor), trl (translator), ill (illustrator), …"
	if low := strings.ToLower(s); slices.Contains(marcRoles, low) {
		help = "write “" + low + "”"
	}
	d.add(pos, diag.Error, "unknown-role", "“"+s+"” is not a role", help)
	return fallback
}
