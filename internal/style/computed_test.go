package style

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/golden"
)

// Each file in testdata/computed is a sheet, the elements that it is asked about, and what it makes of them: the values
// that are not the initial ones, and the findings.
func TestComputedGoldens(t *testing.T) {
	golden.Run(t, "testdata/computed/*.txtar", func(t *testing.T, a *golden.Archive) {
		var list diag.List
		c := Parse(&list, Source{Name: "style.css", Text: []byte(a.Text("style.css"))}).Cascade()
		var b strings.Builder
		for _, path := range strings.Split(strings.TrimSpace(a.Text("elements")), "\n") {
			path, pseudo, _ := strings.Cut(path, "::")
			e := tree(path)
			s := compute(c, e)
			if pseudo != "" {
				fmt.Fprintf(&b, "%s::%s\n", path, pseudo)
				s = c.Pseudo(e, pseudo)
			} else {
				fmt.Fprintln(&b, path)
			}
			if s != nil {
				b.WriteString(differences(s))
			}
		}
		for _, f := range list.All() {
			fmt.Fprintln(&b, f)
		}
		a.Want(t, "want", b.String())
	})
}

// differences lists the values of a style that are not the initial ones.
func differences(s *Style) string {
	var b strings.Builder
	var walk func(name string, v, initial reflect.Value)
	walk = func(name string, v, initial reflect.Value) {
		if v.Kind() == reflect.Struct && v.NumField() > 8 || v.Type().String() == "style.Decorated" {
			for i := range v.NumField() {
				walk(v.Type().Field(i).Name, v.Field(i), initial.Field(i))
			}
			return
		}
		got, before := value(v), value(initial)
		if got != before {
			fmt.Fprintf(&b, "\t%s: %s\n", name, got)
		}
	}
	s0, i0 := reflect.ValueOf(*s), reflect.ValueOf(*initial())
	walk("", s0.FieldByName("Text"), i0.FieldByName("Text"))
	walk("", s0.FieldByName("Box"), i0.FieldByName("Box"))
	return b.String()
}

// value writes a value for a person.
func value(v reflect.Value) string {
	if v.Type() == reflect.TypeFor[dimen.Length]() {
		return dimen.Length(v.Int()).String() + "pt"
	}
	if v.Type() == reflect.TypeFor[Dim]() {
		if !v.FieldByName("calc").IsNil() {
			// What it comes to of a width of 100 and of 300 points.
			return fmt.Sprintf("calculated, %spt of 100pt, %spt of 300pt", calculated(v, 100), calculated(v, 300))
		}
		switch l, p := dimen.Length(v.FieldByName("Length").Int()), v.FieldByName("Percent").Int(); {
		case v.FieldByName("Auto").Bool():
			return "auto"
		case p == 0:
			return l.String() + "pt"
		case l == 0:
			return fmt.Sprintf("%d.%03d%%", p/1000, p%1000)
		default:
			return fmt.Sprintf("%spt + %d.%03d%%", l, p/1000, p%1000)
		}
	}
	var parts []string
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return "none"
		}
		return value(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); !f.IsZero() {
				parts = append(parts, v.Type().Field(i).Name+" "+value(f))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			parts = append(parts, value(v.Index(i)))
		}
		return "[" + strings.Join(parts, "; ") + "]"
	case reflect.String:
		return fmt.Sprintf("%q", v.String())
	case reflect.Bool:
		return fmt.Sprint(v.Bool())
	}
	if v.CanInt() {
		return fmt.Sprint(v.Int())
	}
	return fmt.Sprint(v.Uint())
}

func calculated(v reflect.Value, points int) string {
	c := *(*calc)(v.FieldByName("calc").UnsafePointer())
	return c.of(dimen.Length(points) * dimen.PT).String()
}
