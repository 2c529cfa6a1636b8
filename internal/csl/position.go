package csl

// place finds the position of each cite (“Choose”, position).
func (j *job) place() {
	w := walk{nearNote: j.p.style.citation.nearNote}
	for i := range j.citations {
		c := &j.citations[i]
		if i > 0 && c.Chapter != j.citations[i-1].Chapter || w.first == nil {
			w.restart()
		}
		w.citation(c, j.cites[i])
	}
}

// walk sets the positions in the citations of a chapter.
type walk struct {
	nearNote int
	first    map[string]int // the note in which an item was cited first
	last     map[string]int // and last
	prev     []*placed      // the cites of the previous citation
	prevNote int            // the note that contains it
	inNote   []*placed      // all cites so far in that note
}

func (w *walk) restart() {
	w.first, w.last = map[string]int{}, map[string]int{}
	w.prev, w.inNote, w.prevNote = nil, nil, 0
}

func (w *walk) citation(c *Citation, cites []*placed) {
	for k, pl := range cites {
		note, cited := w.first[pl.ID]
		if !cited {
			if pl.item.note == 0 {
				pl.item.note = c.Note
			}
			w.first[pl.ID], w.last[pl.ID] = c.Note, c.Note
			continue
		}
		pl.position, pl.alone = posSubsequent, posSubsequent
		if note != c.Note {
			pl.firstRef = note
		}
		pl.nearNote = c.Note > 0 && w.last[pl.ID] > 0 && c.Note-w.last[pl.ID] <= w.nearNote
		w.last[pl.ID] = c.Note
		switch {
		case k > 0:
			if cites[k-1].ID == pl.ID {
				pl.position = ibid(cites[k-1].Cite, pl.Cite)
				pl.alone = pl.position
			}
		case w.followsOn(c, pl.ID):
			pl.position = ibid(w.prev[len(w.prev)-1].Cite, pl.Cite)
			// Within one note the neighbour is there even if the note is read alone.
			if c.Note > 0 && c.Note == w.prevNote {
				pl.alone = pl.position
			}
		}
	}
	if c.Named {
		for _, pl := range cites {
			pl.position, pl.alone = min(pl.position, posSubsequent), min(pl.alone, posSubsequent)
		}
	}
	if c.Note == 0 || c.Note != w.prevNote {
		w.inNote = nil
	}
	w.inNote = append(w.inNote, cites...)
	w.prev, w.prevNote = cites, c.Note
}

// followsOn reports whether the first cite of a citation refers to the same item as the previous citation, which must have
// only one cite. If the two are in different notes, no note may be between them, and the previous note may have no other
// citation; otherwise readers would not know what “ibid.” refers to.
func (w *walk) followsOn(c *Citation, id string) bool {
	same := w.prev
	if c.Note > 0 && c.Note != w.prevNote {
		if w.prevNote > 0 && c.Note-w.prevNote > 1 {
			return false
		}
		same = w.inNote
	}
	return len(same) == 1 && same[0].ID == id
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
