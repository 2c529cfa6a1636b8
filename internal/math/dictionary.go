package math

import "strings"

// defaults is what a browser takes for an operator without attributes (MathML Core, appendix B).
type defaults struct {
	space    [2]Em // before and after
	stretchy bool
	largeOp  bool
	movable  bool
	known    bool // the rest says what browsers take; otherwise attributes have to
}

// The operators that formulas have most. All others get attributes for their space.
const (
	thickOnBothSides  = "=<>≤≥≠≈≡∼≃≅∝∈∉∋⊂⊃⊆⊇⊄⊅⊈⊉≪≫≺≻⪯⪰≔⊢⊨∣∥⟂→←↔⇒⇐⇔↦⟶⟵⟷⟹⟸⟺↪↩⇀↽⇌⇋"
	mediumOnBothSides = "+−±∓×÷⋅∩∪∧∨⊕⊗∖∗∘∙"
	stretchesUpright  = "()[]{}|‖⟨⟩⌈⌉⌊⌋⟦⟧⎰⎱⟮⟯↑↓↕⇑⇓⇕√∣∥⌜⌝⌞⌟⟪⟫⦃⦄/"
	stretchesAlong    = "→←↔⇒⇐⇔↦⟶⟵⟷⟹⟸⟺↪↩⇀↽⇌⇋⏞⏟⏜⏝⎴⎵⏠⏡‾_¯^~ˇ⇁↼⇄⇆↠↞="
	integralSigns     = "∫∬∭∮∯∰⨌∱∲∳"
	largeSigns        = "∑∏∐⋀⋁⋂⋃⨀⨁⨂⨃⨄⨅⨆"
)

// defaultsOf gives what browsers take for an operator.
func defaultsOf(text string, f Form) defaults {
	in := func(set string) bool { return text != "" && strings.Contains(set, text) }
	d := defaults{stretchy: in(stretchesUpright) || in(stretchesAlong) && !in("=_")}
	switch f {
	case Infix:
		switch {
		case text == ",":
			d.space, d.known = [2]Em{0, 3 * Mu}, true
		case in(mediumOnBothSides):
			d.space, d.known = [2]Em{4 * Mu, 4 * Mu}, true
		case in(thickOnBothSides) && !in("∣∥"):
			d.space, d.known = [2]Em{5 * Mu, 5 * Mu}, true
		}
	case Prefix:
		switch {
		case in(largeSigns) || in(integralSigns):
			d.largeOp, d.movable = true, in(largeSigns)
			d.space = [2]Em{3 * Mu, 3 * Mu}
			d.known = true
		case in("([{⟨⌈⌊|‖−+±¬∀∃"):
			d.known = true
		}
	case Postfix:
		d.known = in(")]}⟩⌉⌋|‖′″‴!^~¯˙¨ˇ˘´ˋ˚⏞⏟⏜⏝‾_→←")
	}
	return d
}
