package markdown

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"quire/internal/diag"
)

// metadata finds the metadata of the file, as Pandoc does: a title block, three lines that begin with %, at its head,
// and blocks of YAML anywhere, between "---" and "---" or "...". All are joined into one YAML text in which each line
// keeps its line number. If two blocks have the same key, the later one is used. The result is the text of the file
// with the metadata replaced by blank lines.
func (r *reading) metadata() []byte {
	text := r.src.text
	m := &metadata{r: r, lines: make([][]byte, len(r.src.lines))}
	at := 0
	if r.opts.Has("pandoc_title_block") {
		at = m.titleBlock()
	}
	if at == 0 && isRule(m.line(0), "+++") {
		at = m.toml()
	}
	if r.opts.Has("yaml_metadata_block") || yamlFirst.Match(m.line(1)) {
		m.yamlBlocks(at)
	}
	if m.last == 0 {
		return text
	}
	text = bytes.Clone(text)
	for i, taken := range m.taken {
		if !taken {
			continue
		}
		for k := r.src.lines[i]; k < len(text) && text[k] != '\n'; k++ {
			text[k] = ' '
		}
	}
	r.doc.FrontMatter = bytes.Join(m.lines[m.first-1:m.last], []byte("\n"))
	if n := len(r.doc.FrontMatter); n > 0 {
		r.doc.FrontMatter = append(r.doc.FrontMatter, '\n')
	}
	r.doc.FrontMatterLine = m.first
	return text
}

// HasMetadata reports whether a file has metadata in Pandoc's form.
func HasMetadata(src []byte) bool {
	r := newReading("", src, Options{}, new(diag.List))
	r.metadata()
	return r.doc.FrontMatter != nil
}

// metadata collects the YAML of a file.
type metadata struct {
	r           *reading
	lines       [][]byte // of YAML, by line of the file
	taken       map[int]bool
	keys        map[string][2]int // the first and last line of each top-level key
	first, last int               // the first and the last line of the metadata, from 1; 0: there is none
	tabs        bool
}

func (m *metadata) line(i int) []byte {
	if i >= len(m.r.src.lines) {
		return nil
	}
	at := m.r.src.lines[i]
	return m.r.src.text[at:m.r.src.lineEnd(at)]
}

func (m *metadata) take(i int) {
	if m.taken == nil {
		m.taken = map[int]bool{}
	}
	m.taken[i] = true
}

// titleBlock reads % title, % authors, % date; each may continue in lines that begin with a space. It returns the line
// after the block.
func (m *metadata) titleBlock() int {
	i := 0
	for field, key := range []string{"title", "author", "date"} {
		line := m.line(i)
		if len(line) == 0 || line[0] != '%' {
			break
		}
		start := i
		parts := []string{strings.TrimSpace(string(line[1:]))}
		m.take(i)
		for i++; len(m.line(i)) > 0 && (m.line(i)[0] == ' ' || m.line(i)[0] == '\t') && !isBlank(m.line(i)); i++ {
			parts = append(parts, strings.TrimSpace(string(m.line(i))))
			m.take(i)
		}
		value := strconv.Quote(strings.Join(parts, " "))
		if field == 1 {
			var names []string
			for _, part := range parts {
				for _, name := range strings.Split(part, ";") {
					if name = strings.TrimSpace(name); name != "" {
						names = append(names, strconv.Quote(name))
					}
				}
			}
			value = "[" + strings.Join(names, ", ") + "]"
			if len(names) == 0 {
				continue
			}
		}
		if strings.Trim(value, `"`) == "" {
			continue
		}
		m.set(start, []byte(key+": "+value))
	}
	return i
}

var tomlKey = regexp.MustCompile(`^([A-Za-z_][\w-]*)[ \t]*=[ \t]*(["'\[\d].*|true|false)[ \t]*\r?$`)

// toml reads Hugo's front matter in TOML, between lines of "+++", as if it were YAML. It reads keys of the highest level with
// a value on the same line, and ignores tables.
//
//	title = "The ferry"    →    title: "The ferry"
func (m *metadata) toml() int {
	end := 1
	for end < len(m.r.src.lines)-1 && !isRule(m.line(end), "+++") {
		end++
	}
	if !isRule(m.line(end), "+++") {
		return 0
	}
	reported := false
	for i := 0; i <= end; i++ {
		m.take(i)
		line := m.line(i)
		k := tomlKey.FindSubmatch(line)
		switch {
		case i == 0 || i == end || isBlank(line) || line[0] == '#':
		case k != nil && !reported && !bytes.HasPrefix(k[2], []byte(`"""`)) && (k[2][0] != '[' || bytes.HasSuffix(bytes.TrimSpace(k[2]), []byte("]"))):
			m.set(i, []byte(string(k[1])+": "+string(k[2])))
		case !reported:
			reported = true
			m.r.warn(m.r.src.pos(m.r.src.lines[i]), "unknown-key", "front matter in TOML is read up to here; the rest of it is left out", "write it in YAML, between lines of “---”")
		}
	}
	return end + 1
}

// set puts a line of YAML in its place.
func (m *metadata) set(i int, line []byte) {
	m.lines[i] = line
	if m.first == 0 {
		m.first = i + 1
	}
	m.last = i + 1
	if k := yamlKey.FindSubmatch(line); k != nil {
		key := string(k[1])
		if m.keys == nil {
			m.keys = map[string][2]int{}
		}
		if old, known := m.keys[key]; known { // the later one is used
			for j := old[0]; j <= old[1]; j++ {
				m.lines[j] = nil
			}
		}
		m.keys[key] = [2]int{i, i}
	}
}

var (
	yamlKey   = regexp.MustCompile(`^["']?([A-Za-z_][^:"'#]*?)["']?[ \t]*:(?:[ \t]|$)`)
	yamlFirst = regexp.MustCompile(`^(?:#|["']?[A-Za-z_][^:]*:(?:[ \t]|$)|\{|\.\.\.[ \t]*$|---[ \t]*$)`)
)

// yamlBlocks reads all blocks of YAML from a line on. A block begins with "---" in the first line, or after a blank
// line or a comment, if the next line looks like YAML.
func (m *metadata) yamlBlocks(i int) {
	fence, closing := []byte(nil), -2
	n := len(m.r.src.lines) - 1
	for ; i < n; i++ {
		line := m.line(i)
		if mark := codeFence(line); mark != nil { // code is never metadata
			switch {
			case fence == nil:
				fence = mark
			case bytes.HasPrefix(mark, fence) && isBlank(bytes.TrimLeft(line, " ")[len(mark):]):
				fence = nil
			}
			continue
		}
		if fence != nil || !isRule(line, "---") || i > 0 && !isBlank(m.line(i-1)) && !m.taken[i-1] && !bytes.HasSuffix(bytes.TrimRight(m.line(i-1), " \t"), []byte("-->")) {
			continue
		}
		next := m.line(i + 1)
		if i+1 >= n || isBlank(next) || i > 0 && !(yamlFirst.Match(next) && m.r.opts.Has("yaml_metadata_block")) {
			continue
		}
		if closing < i { // a missing end is searched for only once
			for closing = i + 1; closing < n && !isRule(m.line(closing), "---") && !isRule(m.line(closing), "..."); closing++ {
			}
		}
		if closing >= n {
			if i == 0 {
				m.r.err(m.r.src.pos(0), "unclosed-front-matter", "the front matter that begins here is never closed", "end it with a line “---”")
				m.block(i, n)
			}
			return
		}
		if i > 0 && !m.looksLikeYAML(i+1, closing) {
			continue
		}
		m.block(i, closing)
		i = closing
	}
}

// looksLikeYAML reports whether each line at the margin is a key, an item or the like, so that no text between two
// thematic breaks is lost.
func (m *metadata) looksLikeYAML(from, to int) bool {
	for k := from; k < to; k++ {
		line := m.line(k)
		if !isBlank(line) && !isSpace(line[0]) && !yamlFirst.Match(line) && strings.IndexByte("-]}", line[0]) < 0 {
			return false
		}
	}
	return true
}

// block takes the lines of a block of YAML, from the line of its opening to that of its end.
func (m *metadata) block(from, to int) {
	m.take(from)
	key := ""
	for k := from + 1; k < to; k++ {
		line := m.line(k)
		if n := len(line) - len(bytes.TrimLeft(line, " \t")); bytes.IndexByte(line[:n], '\t') >= 0 {
			if !m.tabs {
				m.tabs = true
				m.r.warn(m.r.src.pos(m.r.src.lines[k]), "yaml-tab", "YAML is indented with spaces, but here is a tab: it is read as two spaces, here and below",
					"write spaces")
			}
			line = append(bytes.ReplaceAll(bytes.Clone(line[:n]), []byte("\t"), []byte("  ")), line[n:]...)
		}
		m.take(k)
		m.set(k, line)
		if f := yamlKey.FindSubmatch(line); f != nil {
			key = string(f[1])
		} else if key != "" {
			m.keys[key] = [2]int{m.keys[key][0], k}
		}
	}
	if to < len(m.r.src.lines)-1 {
		m.take(to)
	}
	if m.first == 0 {
		m.first, m.last = from+2, from+1
		if from+1 < to {
			m.last = to
		}
	}
	if from == 0 {
		m.first = 2
		m.last = max(m.last, 2)
	}
}

// codeFence gives the fence of a line that begins or ends fenced code, or nil.
func codeFence(line []byte) []byte {
	t := bytes.TrimLeft(line, " ")
	if len(line)-len(t) > 3 || len(t) < 3 || t[0] != '`' && t[0] != '~' {
		return nil
	}
	n := 0
	for n < len(t) && t[n] == t[0] {
		n++
	}
	if n < 3 || t[0] == '`' && bytes.IndexByte(t[n:], '`') >= 0 {
		return nil
	}
	return t[:n]
}

func isRule(line []byte, rule string) bool { return string(bytes.TrimRight(line, " \t")) == rule }
