package csl

// place finds the position of each cite (“Choose”, position).
func (j *job) place() {
	type reference struct {
		note    int
		chapter int
	}
	first := map[string]reference{} // of each item in the chapter: where it was cited first
	last := map[string]reference{}
	var prev []*placed // the cites of the previous citation, in the same chapter
	prevNote := 0
	for i := range j.citations {
		c := &j.citations[i]
		if i > 0 && c.Chapter != j.citations[i-1].Chapter {
			clear(first)
			clear(last)
			prev = nil
		}
		cites := j.cites[i]
		for k, pl := range cites {
			ref, cited := first[pl.ID]
			if !cited {
				first[pl.ID] = reference{note: c.Note}
				last[pl.ID] = reference{note: c.Note}
				continue
			}
			pl.position, pl.alone = posSubsequent, posSubsequent
			pl.firstRef = ref.note
			if c.Note > 0 {
				if l := last[pl.ID]; l.note > 0 && c.Note-l.note <= j.p.style.citation.nearNote {
					pl.nearNote = true
				}
			}
			last[pl.ID] = reference{note: c.Note}
			switch {
			case k > 0 && cites[k-1].ID == pl.ID:
				pl.position = ibid(cites[k-1].Cite, pl.Cite)
				pl.alone = pl.position
			case k == 0 && len(prev) > 0 && sameItem(prev) && prev[0].ID == pl.ID:
				pl.position = ibid(prev[len(prev)-1].Cite, pl.Cite)
				// Within one note the neighbour is at hand also when the note stands alone.
				if c.Note > 0 && c.Note == prevNote {
					pl.alone = pl.position
				}
			}
		}
		prev, prevNote = cites, c.Note
	}
}

// sameItem reports whether a citation refers to one item only.
func sameItem(cites []*placed) bool {
	for _, c := range cites[1:] {
		if c.ID != cites[0].ID {
			return false
		}
	}
	return true
}

// ibid compares the locators of two neighbouring cites of the same item.
func ibid(prev, c *Cite) position {
	switch {
	case prev.Locator == "" && c.Locator == "":
		return posIbid
	case prev.Locator == "":
		return posIbidLocator
	case c.Locator == "":
		return posSubsequent
	case prev.Locator == c.Locator && prev.label() == c.label():
		return posIbid
	}
	return posIbidLocator
}
