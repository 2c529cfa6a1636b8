package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"quire/internal/check/report"
)

// maxTreeDepth bounds how deep a tree of the file is followed.
const maxTreeDepth = 512

// file is a PDF being judged.
type file struct {
	*report.Recorder
	ctx     *model.Context
	header  string // the first line
	catalog types.Dict
	pages   []*page
	pageNo  map[int]int // object number → page, from 1
	root    *node       // of the structure; its own element is the StructTreeRoot
	nodes   []*node     // in document order
	byObj   map[int]*node
	owner   map[marked]*node // which element holds a marked-content sequence
	holds   map[int]*node    // which element holds an object (OBJR)
	fonts   map[string]*fontUse
	shown   map[int]int // how often a form with marked content is shown
	roles   map[string]string
	lang    string
	doneObj map[string]bool
	press   *press // where the file is judged as one for a press
}

type page struct {
	dict      types.Dict
	obj       int
	no        int
	resources types.Dict
}

func (p *page) place() string { return fmt.Sprintf("page %d", p.no) }

// openPDF reads the file's objects. The configuration is written out here because pdfcpu's own constructor reads
// and creates a file in the user's configuration directory.
func openPDF(j *report.Recorder, data []byte) (*file, error) {
	conf := &model.Configuration{
		Reader15: true, ValidationMode: model.ValidationRelaxed, Eol: types.EolLF, Offline: true,
		Limits: model.DefaultResourceLimits(),
	}
	// Other bytes may stand before the header, which readers then count from (ISO 32000-1, 7.5.2, and Annex H, 3.4.1).
	start := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-"))
	if start < 0 {
		return nil, errors.New("it does not begin as a PDF")
	}
	data = data[start:]
	ctx, err := pdfcpu.Read(bytes.NewReader(data), conf)
	if err != nil {
		return nil, err
	}
	header := data[:min(len(data), 16)]
	if end := bytes.IndexAny(header, "\r\n"); end >= 0 {
		header = header[:end]
	}
	f := &file{Recorder: j, ctx: ctx, header: string(header), pageNo: map[int]int{}, byObj: map[int]*node{}, owner: map[marked]*node{}, holds: map[int]*node{}, fonts: map[string]*fontUse{}, shown: map[int]int{}, roles: map[string]string{}, doneObj: map[string]bool{}}
	if ctx.Root == nil {
		return nil, errors.New("the file has no catalog")
	}
	f.catalog = f.dict(*ctx.Root)
	if f.catalog == nil {
		return nil, errors.New("the file has no catalog")
	}
	f.lang = strings.TrimSpace(f.text(f.catalog["Lang"]))
	return f, nil
}

// get follows references to the object itself; a reference to nothing is null (ISO 32000-1, 7.3.10).
func (f *file) get(o types.Object) types.Object {
	for range 8 {
		if _, isRef := o.(types.IndirectRef); !isRef {
			return o
		}
		got, err := f.ctx.Dereference(o)
		if err != nil {
			return nil
		}
		o = got
	}
	return nil
}

func (f *file) dict(o types.Object) types.Dict {
	switch d := f.get(o).(type) {
	case types.Dict:
		return d
	case types.StreamDict:
		return d.Dict
	case *types.StreamDict:
		return d.Dict
	}
	return nil
}

func (f *file) array(o types.Object) types.Array {
	a, _ := f.get(o).(types.Array)
	return a
}

// list gives an array, or a single object as an array of one.
func (f *file) list(o types.Object) types.Array {
	switch v := f.get(o).(type) {
	case nil:
		return nil
	case types.Array:
		return v
	}
	return types.Array{o}
}

func (f *file) name(o types.Object) string {
	n, ok := f.get(o).(types.Name)
	if !ok {
		return ""
	}
	s, err := types.DecodeName(string(n))
	if err != nil {
		return string(n)
	}
	return s
}

func (f *file) number(o types.Object) (float64, bool) {
	switch v := f.get(o).(type) {
	case types.Integer:
		return float64(v), true
	case types.Float:
		return float64(v), true
	}
	return 0, false
}

func (f *file) integer(o types.Object) (int, bool) {
	v, ok := f.get(o).(types.Integer)
	return int(v), ok
}

func (f *file) boolean(o types.Object) bool {
	v, ok := f.get(o).(types.Boolean)
	return ok && bool(v)
}

// text gives a text string in UTF-8.
func (f *file) text(o types.Object) string {
	var s string
	var err error
	switch v := f.get(o).(type) {
	case types.StringLiteral:
		s, err = types.StringLiteralToString(v)
	case types.HexLiteral:
		s, err = types.HexLiteralToString(v)
	}
	if err != nil {
		return ""
	}
	return s
}

// bytes gives a string's bytes.
func (f *file) bytes(o types.Object) string {
	switch v := f.get(o).(type) {
	case types.StringLiteral:
		if b, err := types.Unescape(string(v)); err == nil {
			return string(b)
		}
	case types.HexLiteral:
		if b, err := v.Bytes(); err == nil {
			return string(b)
		}
	}
	return ""
}

// maxStream bounds what a stream unpacks to.
const maxStream = 128 << 20

// stream gives the decoded bytes of a stream.
func (f *file) stream(o types.Object) ([]byte, types.Dict, error) {
	var sd types.StreamDict
	switch v := f.get(o).(type) {
	case types.StreamDict:
		sd = v
	case *types.StreamDict:
		sd = *v
	default:
		return nil, nil, errors.New("not a stream")
	}
	if len(sd.Raw) == 0 && len(sd.Content) == 0 { // nothing, which some filters take for an end too soon
		return nil, sd.Dict, nil
	}
	if err := sd.DecodeWithLimit(maxStream); err != nil {
		return nil, sd.Dict, err
	}
	return sd.Content, sd.Dict, nil
}

// object gives the number of the object that a reference names, or 0.
func object(o types.Object) int {
	if r, ok := o.(types.IndirectRef); ok {
		return int(r.ObjectNumber)
	}
	return 0
}

func objectPlace(o types.Object) string {
	if n := object(o); n > 0 {
		return fmt.Sprintf("object %d", n)
	}
	return "a direct object"
}

// readPages walks the page tree, handing resources down (ISO 32000-1, 7.7.3).
func (f *file) readPages() {
	seen := map[int]bool{}
	var walk func(o types.Object, resources types.Dict, depth int)
	walk = func(o types.Object, resources types.Dict, depth int) {
		d := f.dict(o)
		if d == nil || depth > maxTreeDepth || object(o) > 0 && seen[object(o)] {
			f.Fault("ISO 7.5", objectPlace(o), "the page tree is broken here")
			return
		}
		seen[object(o)] = true
		if r := f.dict(d["Resources"]); r != nil {
			resources = r
		}
		if kids, there := d["Kids"]; there {
			for _, k := range f.array(kids) {
				walk(k, resources, depth+1)
			}
			return
		}
		p := &page{dict: d, obj: object(o), no: len(f.pages) + 1, resources: resources}
		f.pages = append(f.pages, p)
		f.pageNo[p.obj] = p.no
	}
	walk(f.catalog["Pages"], nil, 0)
	if len(f.pages) == 0 {
		f.Fault("ISO 7.5", "catalog", "the file has no pages")
	}
}

// tree walks a name tree or a number tree (ISO 32000-1, 7.9.6 and 7.9.7) and gives its leaves.
func (f *file) tree(o types.Object, leaves string, leaf func(key, value types.Object)) {
	seen := map[int]bool{}
	var walk func(o types.Object, depth int)
	walk = func(o types.Object, depth int) {
		d := f.dict(o)
		if d == nil || depth > 32 || object(o) > 0 && seen[object(o)] {
			return
		}
		seen[object(o)] = true
		a := f.array(d[leaves])
		for i := 0; i+1 < len(a); i += 2 {
			leaf(a[i], a[i+1])
		}
		for _, k := range f.array(d["Kids"]) {
			walk(k, depth+1)
		}
	}
	walk(o, 0)
}
