package csl

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// UnmarshalJSON reads an item of CSL-JSON. A number may be written as a string and the other way round. Fields that are
// neither variables nor text are ignored. A value of the wrong type is an error.
func (it *Item) UnmarshalJSON(data []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	*it = Item{Vars: map[string]string{}, Names: map[string][]Name{}, Dates: map[string]Date{}}
	for k, v := range raw {
		v = bytes.TrimSpace(v)
		switch {
		case k == "id":
			it.ID, _ = jsonText(v)
		case k == "type":
			it.Type, _ = jsonText(v)
		case isNull(v):
		case nameVariables[k] || v[0] == '[' && looksLikeNames(v):
			var names []Name
			if err := json.Unmarshal(v, &names); err != nil {
				return fmt.Errorf("%s: %w", k, err)
			}
			it.Names[k] = names
		case dateVariables[k] || v[0] == '{' && looksLikeDate(v):
			var d Date
			if err := json.Unmarshal(v, &d); err != nil {
				return fmt.Errorf("%s: %w", k, err)
			}
			if !d.isZero() {
				it.Dates[k] = d
			}
		default:
			if s, ok := jsonText(v); ok {
				it.Vars[k] = s
			}
		}
	}
	// Some CSL-JSON has variables under the names that other programs use.
	for _, alias := range [][2]string{{"shortTitle", "title-short"}, {"journalAbbreviation", "container-title-short"}} {
		if v, ok := it.Vars[alias[0]]; ok && it.Vars[alias[1]] == "" {
			it.Vars[alias[1]] = v
		}
	}
	return nil
}

func isNull(v json.RawMessage) bool { return len(v) == 0 || string(v) == "null" }

func looksLikeNames(v json.RawMessage) bool {
	var probe []struct {
		Family, Literal, Given *string
	}
	return json.Unmarshal(v, &probe) == nil && len(probe) > 0 && (probe[0].Family != nil || probe[0].Literal != nil || probe[0].Given != nil)
}

func looksLikeDate(v json.RawMessage) bool {
	var probe map[string]json.RawMessage
	return json.Unmarshal(v, &probe) == nil && (probe["date-parts"] != nil || probe["raw"] != nil)
}

// jsonText reads a string, a number or a boolean as text.
func jsonText(v json.RawMessage) (string, bool) {
	if len(v) == 0 {
		return "", false
	}
	switch v[0] {
	case '"':
		var s string
		err := json.Unmarshal(v, &s)
		return s, err == nil
	case '{', '[', 'n':
		return "", false
	}
	return string(v), true
}

func jsonBool(v json.RawMessage) bool {
	s, ok := jsonText(v)
	return ok && s != "" && s != "0" && s != "false"
}

// UnmarshalJSON reads a name of CSL-JSON.
func (n *Name) UnmarshalJSON(data []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		// A bare string is a literal name.
		if s, ok := jsonText(bytes.TrimSpace(data)); ok {
			*n = Name{Literal: s}
			return nil
		}
		return err
	}
	text := func(key string) string {
		s, _ := jsonText(raw[key])
		return strings.TrimSpace(s)
	}
	*n = Name{
		Family: text("family"), Given: text("given"), Suffix: text("suffix"), Literal: text("literal"),
		DroppingParticle: text("dropping-particle"), NonDroppingParticle: text("non-dropping-particle"),
		CommaSuffix: jsonBool(raw["comma-suffix"]), StaticOrdering: jsonBool(raw["static-ordering"]),
	}
	if v, ok := raw["parse-names"]; ok && !jsonBool(v) {
		n.KeepParticles = true
	}
	return nil
}

// UnmarshalJSON reads a date of CSL-JSON: date-parts, an EDTF string (plain or as “raw”), or a literal.
func (d *Date) UnmarshalJSON(data []byte) error {
	*d = Date{}
	if s, ok := jsonText(bytes.TrimSpace(data)); ok {
		*d = ParseDate(s)
		return nil
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	if s, ok := jsonText(raw["raw"]); ok {
		*d = ParseDate(s)
	}
	var parts [][]json.RawMessage
	if v := raw["date-parts"]; !isNull(v) {
		if err := json.Unmarshal(v, &parts); err != nil {
			return fmt.Errorf("date-parts: %w", err)
		}
	}
	if len(parts) > 0 {
		d.Start = dateParts(parts[0])
	}
	if len(parts) > 1 {
		d.End = dateParts(parts[1])
		d.Open = d.End.isZero()
	}
	if s, ok := jsonText(raw["season"]); ok && d.Start.Season == 0 && d.Start.Month == 0 {
		d.Start.Season = seasonNumber(s)
	}
	if v, ok := raw["circa"]; ok && jsonBool(v) {
		d.Circa = true
	}
	if s, ok := jsonText(raw["literal"]); ok {
		d.Literal = s
	}
	return nil
}

func dateParts(raw []json.RawMessage) DateParts {
	var n [3]int
	for i := 0; i < len(raw) && i < 3; i++ {
		s, _ := jsonText(raw[i])
		v, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil {
			break
		}
		n[i] = v
	}
	return DateParts{Year: n[0], Month: n[1], Day: n[2]}.checked()
}
