package pagebreak_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quire/internal/dimen"
	. "quire/internal/pagebreak"
)

// column makes an item of n lines for columns. All lines here are 1 high, as are rows.
func column(n int) ColumnItem {
	return ColumnItem{Lines: slices.Repeat([]dimen.Length{1}, n), Orphans: 1, Widows: 1, OnRow: true}
}

// edit changes a copy of an item.
func edit(it ColumnItem, change func(it *ColumnItem)) ColumnItem {
	it.Lines, it.Calls = slices.Clone(it.Lines), slices.Clone(it.Calls)
	change(&it)
	return it
}

// calling makes an item of n lines, of which some call a note each.
func calling(n int, lines ...int) ColumnItem {
	it := column(n)
	it.Calls = make([]int32, n)
	for _, l := range lines {
		it.Calls[l-1] = 1
	}
	return it
}

// showColumns words fragments: those of the pages apart by a stroke, columns apart by a bar. Each item is given with its lines
// and, where it does not follow what is above it at once, with its place. h is the head of a table. At the end of a fragment
// stand its notes, its floats and its height, if that is not the height of the text in it.
func showColumns(b *ColumnBreaker, fragments []Fragment) string {
	var out []string
	for _, fr := range fragments {
		text, column, y, deepest := "", 0, dimen.Length(0), dimen.Length(0)
		for _, p := range b.Place(fr) {
			for ; column < p.Column; column++ {
				text, y = text+" |", 0
			}
			text += fmt.Sprintf(" %d", p.Item)
			switch {
			case p.Head > 0:
				text += "h"
			case p.To-p.From > 1:
				text += fmt.Sprintf(":%d-%d", p.From+1, p.To)
			case p.From > 0:
				text += fmt.Sprintf(":%d", p.To)
			}
			if p.Y != y {
				text += fmt.Sprintf("@%d", p.Y)
			}
			y, deepest = p.Bottom, max(deepest, p.Bottom)
		}
		if fr.Calls > 0 {
			text += fmt.Sprintf(" notes %d", fr.Calls)
		}
		if fr.Floats > 0 {
			text += fmt.Sprintf(" floats %d", fr.Floats)
		}
		if fr.Height != deepest {
			text += fmt.Sprintf(" height %d", fr.Height)
		}
		out = append(out, strings.TrimSpace(text))
	}
	return strings.Join(out, " / ")
}

// columnRule is a rule for columns and a case of it. The first page has room for first rows, and each later one for later.
type columnRule struct {
	name         string
	in           Columns
	first, later dimen.Length
	want         string
}

func testColumnRules(t *testing.T, rules []columnRule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			if r.in.Count == 0 {
				r.in.Count = 2
			}
			b := NewColumns(&r.in)
			ways := b.DivideFrom(r.first, r.later)
			if got := showColumns(b, ways[0].Fragments); got != r.want {
				t.Errorf("got  %q\nwant %q", got, r.want)
			}
		})
	}
}

// css-multicol-1, §7.1: column-fill.
func TestColumnFill(t *testing.T) {
	whole := func(n int) ColumnItem { return edit(column(n), func(it *ColumnItem) { it.Whole = true }) }
	testColumnRules(t, []columnRule{
		{"full pages come first, and the last is balanced", Columns{Items: []ColumnItem{column(13)}}, 4, 4, "0:1-4 | 0:5-8 / 0:9-11 | 0:12-13"},
		{"the first page may have less room", Columns{Items: []ColumnItem{column(13)}}, 2, 4, "0:1-2 | 0:3-4 / 0:5-8 | 0:9-12 / 0:13"},
		{"auto leaves the last unbalanced", Columns{Fill: Fill, Items: []ColumnItem{column(11)}}, 4, 4, "0:1-4 | 0:5-8 / 0:9-11"},
		{"a page is full, even if less is in it", Columns{Items: []ColumnItem{column(2), whole(3), whole(4), whole(6)}}, 6, 6, "0:1-2 1:1-3 | 2:1-4 height 6 / 3:1-6"},
		{"balance-all balances each", Columns{Fill: BalanceAll, Items: []ColumnItem{column(2), whole(3), whole(4), whole(6)}}, 6, 6, "0:1-2 1:1-3 | 2:1-4 / 3:1-6"},
		{"text for one page that can't be balanced there fills it", Columns{Items: []ColumnItem{column(4), whole(4), whole(4)}}, 6, 6, "0:1-4 | 1:1-4 height 6 / 2:1-4"},
	})
}

// css-break-3, §3: where columns end.
func TestColumnBreaks(t *testing.T) {
	orphans := edit(column(5), func(it *ColumnItem) { it.Orphans = 3 })
	widows := edit(column(5), func(it *ColumnItem) { it.Widows = 3 })
	whole := edit(column(3), func(it *ColumnItem) { it.Whole = true })
	avoid := edit(column(2), func(it *ColumnItem) { it.Avoid = true })
	toColumn := edit(column(2), func(it *ColumnItem) { it.Force = ForceColumn })
	toPage := edit(column(2), func(it *ColumnItem) { it.Force = ForcePage })
	testColumnRules(t, []columnRule{
		{"orphans stay together at the foot", Columns{Fill: Fill, Items: []ColumnItem{column(2), orphans}}, 4, 4, "0:1-2 | 1:1-4 / 1:5"},
		{"widows stay together at the head", Columns{Fill: Fill, Items: []ColumnItem{widows}}, 4, 4, "0:1-2 | 0:3-5"},
		{"a column that widows would empty ends before the item", Columns{Fill: Fill, Items: []ColumnItem{column(2), edit(column(3), func(it *ColumnItem) { it.Widows = 3 })}}, 4, 4, "0:1-2 | 1:1-3"},
		{"an item that is whole is not divided", Columns{Fill: Fill, Items: []ColumnItem{column(2), whole}}, 4, 4, "0:1-2 | 1:1-3"},
		{"unless it is higher than a column, which it then has for itself", Columns{Fill: Fill, Items: []ColumnItem{column(1), whole, column(1)}}, 2, 2, "0 | 1:1-3 / 2"},
		{"orphans of a column that is too low stand there all the same", Columns{Fill: Fill, Items: []ColumnItem{orphans}}, 2, 2, "0:1-3 | 0:4 / 0:5"},
		{"no column ends before what avoids it: the item before goes along", Columns{Fill: Fill, Items: []ColumnItem{column(2), column(1), avoid}}, 3, 3, "0:1-2 | 1 2:1-2"},
		{"as long as one stays", Columns{Fill: Fill, Items: []ColumnItem{column(3), avoid}}, 3, 3, "0:1-3 | 1:1-2"},
		{"and of several that avoid it those before go along", Columns{Fill: Fill, Items: []ColumnItem{column(1), column(1), edit(column(1), func(it *ColumnItem) { it.Avoid = true }), edit(avoid, func(it *ColumnItem) { it.Orphans = 2 })}}, 4, 4, "0 | 1 2 3:1-2"},
		{"the rest of an item does not go along", Columns{Fill: Fill, Items: []ColumnItem{column(5), edit(avoid, func(it *ColumnItem) { it.Orphans = 2 })}}, 3, 3, "0:1-3 | 0:4-5 / 1:1-2"},
		{"a forced break begins a column", Columns{Fill: Fill, Items: []ColumnItem{column(1), toColumn}}, 4, 4, "0 | 1:1-2"},
		{"but not where the column begins with it", Columns{Fill: Fill, Items: []ColumnItem{toColumn, column(1)}}, 4, 4, "0:1-2 1"},
		{"nor before its later lines", Columns{Fill: Fill, Items: []ColumnItem{edit(toColumn, func(it *ColumnItem) { it.Lines = column(6).Lines }), column(1)}}, 4, 4, "0:1-4 | 0:5-6 1"},
		{"rows that a forced break leaves empty are removed", Columns{Items: []ColumnItem{column(3), toColumn, toColumn, toColumn}}, 6, 6, "0:1-3 | 1:1-2 / 2:1-2 | 3:1-2"},
		{"a forced break of the page ends the columns, which balance", Columns{Items: []ColumnItem{column(4), toPage}}, 6, 6, "0:1-2 | 0:3-4 / 1 | 1:2"},
		{"with auto they do not", Columns{Fill: Fill, Items: []ColumnItem{column(4), toPage}}, 6, 6, "0:1-4 / 1:1-2"},
	})
}

// What stands above and below the lines of items.
func TestColumnSpaces(t *testing.T) {
	margin := edit(column(2), func(it *ColumnItem) { it.Margin = 1 })
	above := edit(column(2), func(it *ColumnItem) { it.Above = 1 })
	below := edit(column(2), func(it *ColumnItem) { it.Below = 1 })
	tall := edit(column(1), func(it *ColumnItem) { it.Lines[0], it.OnRow = 15, false })
	headed := edit(column(2), func(it *ColumnItem) {
		it.Head = []HeadRow{{Margin: 7, Above: 1, Height: 1}, {Margin: 1, Height: 1, Below: 1}}
	})
	testColumnRules(t, []columnRule{
		{"a margin stands between items", Columns{Fill: Fill, Items: []ColumnItem{column(1), margin}}, 8, 8, "0 1:1-2@2"},
		{"and vanishes at the head of a column", Columns{Fill: Fill, Items: []ColumnItem{column(3), margin}}, 3, 3, "0:1-3 | 1:1-2"},
		{"padding does not", Columns{Fill: Fill, Items: []ColumnItem{column(3), above}}, 3, 3, "0:1-3 | 1:1-2@1"},
		{"but it is above the first line alone", Columns{Fill: Fill, Items: []ColumnItem{above}}, 2, 2, "0@1 | 0:2"},
		{"padding below is below the last line", Columns{Fill: Fill, Items: []ColumnItem{below, column(1)}}, 4, 4, "0:1-2 1@3"},
		{"lines stand on the rows", Columns{Fill: Fill, Row: 10, Items: []ColumnItem{tall, edit(column(1), func(it *ColumnItem) { it.Lines[0] = 10 })}}, 40, 40, "0 1@20"},
		{"what is not in lines does not", Columns{Fill: Fill, Row: 10, Items: []ColumnItem{tall, tall}}, 40, 40, "0 1"},
		{"a column that begins within a table has its head, without the margin above that", Columns{Fill: Fill, Items: []ColumnItem{column(3), headed, headed, headed}}, 7, 7, "0:1-3 1:1-2 2:1-2 | 3h@1 3h@3 3:1-2@5"},
		{"the head of a table at the start is not set twice", Columns{Fill: Fill, Items: []ColumnItem{headed, column(1)}}, 7, 7, "0:1-2 1"},
		{"a later line of a row has the head too", Columns{Fill: Fill, Items: []ColumnItem{edit(headed, func(it *ColumnItem) { it.Lines = column(9).Lines })}}, 7, 7, "0:1-7 | 0h@1 0h@3 0:8-9@5"},
		{"a fragment is as high as the highest thing in it, in whole rows", Columns{Fill: Fill, Row: 10, Items: []ColumnItem{tall}}, 10, 10, "0 height 20"},
	})
}

// Notes of columns stand at the foot of the page, below all columns. Each begins on the page of its call. A fragment says how
// many notes it calls, and its height leaves room for them.
func TestColumnNotes(t *testing.T) {
	notes := func(lengths ...int) (out []Note) {
		for _, n := range lengths {
			out = append(out, note(n))
		}
		return out
	}
	testColumnRules(t, []columnRule{
		{"notes take room from the columns", Columns{Fill: Fill, Items: []ColumnItem{calling(12, 1)}, Notes: notes(2)}, 6, 6, "0:1-4 | 0:5-8 notes 1 / 0:9-12"},
		{"and so does the space above them", Columns{Fill: Fill, NoteSeparator: 1, Items: []ColumnItem{calling(12, 1)}, Notes: notes(2)}, 6, 6, "0:1-3 | 0:4-6 notes 1 / 0:7-12"},
		{"and that between them", Columns{Fill: Fill, NoteGap: 1, Items: []ColumnItem{calling(12, 1, 2)}, Notes: notes(1, 1)}, 6, 6, "0:1-3 | 0:4-6 notes 2 / 0:7-12"},
		{"a line goes to the next page if its note has no room", Columns{Fill: Fill, Items: []ColumnItem{calling(12, 9)}, Notes: notes(3)}, 5, 6, "0:1-4 | 0:5-8 / 0:9-11 | 0:12 notes 1"},
		{"a note is divided rather than that a page is more than three rows short", Columns{Fill: Fill, Items: []ColumnItem{calling(16, 3)}, Notes: notes(12)}, 8, 8, "0:1-4 | 0:5-8 notes 1 / 0:9-16"},
		{"two lines of a note stand on the page of its call at least", Columns{Fill: Fill, NoteSeparator: 1, Items: []ColumnItem{calling(8, 1)}, Notes: notes(20)}, 4, 9, "0 | 0:2 notes 1 / 0:3-8"},
		{"and all notes before it", Columns{Fill: Fill, Items: []ColumnItem{calling(12, 1, 2)}, Notes: notes(3, 6)}, 8, 8, "0:1-3 | 0:4-6 notes 2 / 0:7-10 | 0:11-12"},
		{"a page of notes alone has no fragment", Columns{Fill: Fill, Items: []ColumnItem{calling(10, 2)}, Notes: notes(30)}, 8, 8, "0:1-4 | 0:5-8 notes 1 / 0:9-10"},
		{"the notes are no higher than NoteMax", Columns{Fill: Fill, NoteMax: 2, Items: []ColumnItem{calling(16, 1)}, Notes: notes(5)}, 6, 6, "0:1-4 | 0:5-8 notes 1 / 0:9-12 | 0:13-16"},
		{"but for a line that is higher by itself", Columns{Fill: Fill, NoteMax: 2, NoteSeparator: 2, Items: []ColumnItem{calling(16, 1)}, Notes: notes(1)}, 6, 6, "0:1-3 | 0:4-6 notes 1 / 0:7-12 | 0:13-16"},
		{"a note without lines takes no room", Columns{Fill: Fill, NoteGap: 1, Items: []ColumnItem{calling(12, 1, 2, 3)}, Notes: notes(1, 0, 1)}, 6, 6, "0:1-3 | 0:4-6 notes 3 / 0:7-12"},
		{"balanced columns leave room for their notes", Columns{Items: []ColumnItem{calling(8, 1)}, Notes: notes(3)}, 6, 6, "0:1-3 | 0:4-6 notes 1 / 0:7 | 0:8"},
	})
}

// Floats of columns stand above or below all columns. A fragment says how many floats it calls; they stand on later pages.
func TestColumnFloats(t *testing.T) {
	floated := func(n int) ColumnItem { return edit(column(n), func(it *ColumnItem) { it.Floats = 1 }) }
	top, bottom := Float{Height: 2, Gap: 1}, Float{Height: 2, Gap: 1, Bottom: true}
	testColumnRules(t, []columnRule{
		{"a float takes room from the columns of the page after its call", Columns{Fill: Fill, Items: []ColumnItem{floated(4), column(32)}, Floats: []Float{top}}, 4, 9, "0:1-4 | 1:1-4 floats 1 / 1:5-10 | 1:11-16 / 1:17-25 | 1:26-32"},
		{"so does one at the foot", Columns{Fill: Fill, Items: []ColumnItem{floated(4), column(32)}, Floats: []Float{bottom}}, 4, 9, "0:1-4 | 1:1-4 floats 1 / 1:5-10 | 1:11-16 / 1:17-25 | 1:26-32"},
		{"floats at the head are rounded up to the grid", Columns{Fill: Fill, Grid: 2, Items: []ColumnItem{floated(4), column(32)}, Floats: []Float{top}}, 4, 9, "0:1-4 | 1:1-4 floats 1 / 1:5-9 | 1:10-14 / 1:15-23 | 1:24-32"},
		{"those at the foot are not", Columns{Fill: Fill, Grid: 2, Items: []ColumnItem{floated(4), column(32)}, Floats: []Float{bottom}}, 4, 9, "0:1-4 | 1:1-4 floats 1 / 1:5-10 | 1:11-16 / 1:17-25 | 1:26-32"},
		{"two stand together if five rows of text are left", Columns{Fill: Fill, Items: []ColumnItem{floated(2), floated(2), column(32)}, Floats: []Float{top, bottom}}, 4, 11, "0:1-2 1:1-2 | 2:1-4 floats 2 / 2:5-9 | 2:10-14 / 2:15-25 | 2:26-32"},
		{"else the second waits", Columns{Fill: Fill, Items: []ColumnItem{floated(2), floated(2), column(32)}, Floats: []Float{top, bottom}}, 4, 10, "0:1-2 1:1-2 | 2:1-4 floats 2 / 2:5-11 | 2:12-18 / 2:19-25 | 2:26-32"},
		{"and if it clears the first", Columns{Fill: Fill, Items: []ColumnItem{floated(2), floated(2), column(32)}, Floats: []Float{top, {Height: 2, Gap: 1, ClearTop: true}}}, 4, 11, "0:1-2 1:1-2 | 2:1-4 floats 2 / 2:5-12 | 2:13-20 / 2:21-28 | 2:29-32"},
		{"or clears those at the foot", Columns{Fill: Fill, Items: []ColumnItem{floated(2), floated(2), column(32)}, Floats: []Float{top, {Height: 2, Gap: 1, ClearBottom: true}}}, 4, 11, "0:1-2 1:1-2 | 2:1-4 floats 2 / 2:5-12 | 2:13-20 / 2:21-28 | 2:29-32"},
		{"a float that leaves no five rows has a page for itself", Columns{Fill: Fill, Items: []ColumnItem{floated(4), column(14)}, Floats: []Float{{Height: 5, Gap: 1}}}, 4, 7, "0:1-4 | 1:1-4 floats 1 / 1:5-11 | 1:12-14"},
	})
}

// Where the room on the first page is not known, there is a way for each number of rows on it. A way has demerits for what is
// empty: each row of a first page that columns with column-fill: auto leave, and each column of a balanced last page.
func TestColumnWays(t *testing.T) {
	whole := edit(column(3), func(it *ColumnItem) { it.Whole = true })
	for _, x := range []struct {
		name string
		in   Columns
		most dimen.Length
		want []string
	}{
		{"no text is one way", Columns{}, 3, []string{"0 "}},
		{"a way for each number of rows, the first that holds all for more than it needs", Columns{Items: []ColumnItem{column(6)}}, 5, []string{
			"0 0:1-3 | 0:4-6", "0 0:1-2 | 0:3-4 / 0:5 | 0:6", "0 0 | 0:2 / 0:3-4 | 0:5-6",
		}},
		{"there is none in which the first page is overfull", Columns{Items: []ColumnItem{whole, whole}}, 4, []string{"0 0:1-3 | 1:1-3"}},
		{"but if it is in all, there is one", Columns{Items: []ColumnItem{whole, column(2)}}, 2, []string{"400 0:1-3 | 1 / 1:2"}},
		{"a column without text on the last page", Columns{Count: 3, Items: []ColumnItem{column(7), whole}}, 3, []string{"800 0:1-3 | 0:4-6 | 0:7 / 1:1-3", "400 0:1-2 | 0:3-4 | 0:5-6 / 0:7 | 1:1-3", "0 0 | 0:2 | 0:3 / 0:4-6 | 0:7 | 1:1-3"}},
		{"but not on an only page", Columns{Count: 3, Items: []ColumnItem{column(2)}}, 1, []string{"0 0 | 0:2"}},
		{"rows that are left on the first page", Columns{Fill: Fill, Items: []ColumnItem{column(8)}}, 3, []string{"0 0:1-3 | 0:4-6 / 0:7-8", "4000 0:1-2 | 0:3-4 / 0:5-8", "8000 0 | 0:2 / 0:3-8"}},
		{"of two ways to one division the better", Columns{Fill: Fill, Items: []ColumnItem{column(3)}}, 5, []string{"0 0:1-3", "12000 0:1-2 | 0:3", "16000 0 | 0:2 / 0:3"}},
	} {
		if x.in.Count == 0 {
			x.in.Count = 2
		}
		b := NewColumns(&x.in)
		var got []string
		for _, w := range b.Divide(x.most, 6) {
			got = append(got, fmt.Sprintf("%d %s", w.Demerits, showColumns(b, w.Fragments)))
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s:\n\t%q\nwant\n\t%q", x.name, got, x.want)
		}
	}
}
