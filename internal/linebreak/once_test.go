package linebreak

// Break breaks one paragraph.
func Break(items []Item, measure Measure, p Params) Result {
	return new(Breaker).Break(items, measure, p)
}

// Variants breaks one paragraph in several ways.
func Variants(items []Item, measure Measure, p Params, minLoose, maxLoose int) []Result {
	return new(Breaker).Variants(items, measure, p, minLoose, maxLoose)
}
