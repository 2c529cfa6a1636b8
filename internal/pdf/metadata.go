package pdf

import (
	"bytes"
	"cmp"
	"crypto/md5"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"mime"
	"slices"
	"strings"

	"quire/internal/page"
)

// producer names this program in the information dictionary.
const producer = "quire"

// finishMetadata writes the metadata of the file: language, the viewer's settings, the output intent, the information
// dictionary and an XMP packet that agrees with it (ISO 32000-1, 14.3; ISO 19005-2, 6.6).
func (d *document) finishMetadata(catalogue dict) error {
	f, info := d.file, &d.pages.Info
	if info.Lang != "" {
		catalogue["Lang"] = textString(info.Lang)
	}
	viewer := dict{"DisplayDocTitle": true, "PrintScaling": name("None")} // the title must be shown (ISO 14289-1, 7.1)
	if info.Duplex {
		viewer["Duplex"] = name("DuplexFlipLongEdge")
		if info.ShortEdge {
			viewer["Duplex"] = name("DuplexFlipShortEdge")
		}
	}
	if rightToLeft(info.Lang) {
		viewer["Direction"] = name("R2L")
	}
	catalogue["ViewerPreferences"] = viewer
	catalogue["PageLayout"] = name("SinglePage")
	if info.TwoUp { // odd pages on the right, so that the first is alone like a cover
		catalogue["PageLayout"] = name("TwoPageRight")
	}
	catalogue["PageMode"] = name("UseNone")
	if catalogue["Outlines"] != nil {
		catalogue["PageMode"] = name("UseOutlines")
	}
	intent := dict{
		"Type": name("OutputIntent"), "S": name("GTS_PDFA1"), "OutputConditionIdentifier": text("sRGB IEC61966-2.1"),
		"Info": text("sRGB IEC61966-2.1"),
	}
	if info.PDFX { // an output profile for the one ink; it is embedded, as no registry has it (ISO 15930-7)
		intent["S"], intent["OutputConditionIdentifier"] = name("GTS_PDFX"), text("Custom")
		intent["OutputCondition"], intent["Info"] = text(blackInk), text(blackInk)
		intent["DestOutputProfile"] = f.add(&stream{dict: dict{"N": 1}, data: black()})
	} else {
		intent["DestOutputProfile"] = f.add(&stream{dict: dict{"N": 3}, data: srgb()})
	}
	catalogue["OutputIntents"] = array{intent}

	date := text(d.date.UTC().Format("D:20060102150405+00'00'"))
	o := dict{"Producer": text(producer), "CreationDate": date, "ModDate": date}
	if info.PDFX {
		o["Trapped"] = name("False")
	}
	for _, x := range []struct {
		key   name
		value string
	}{
		{"Title", title(info)},
		{"Author", authors(info)},
		{"Subject", info.Subject},
		{"Keywords", strings.Join(info.Keywords, ", ")},
		{"Creator", info.Creator},
	} {
		if x.value != "" {
			o[x.key] = textString(x.value)
		}
	}
	f.info = f.add(o)
	catalogue["Metadata"] = f.add(&stream{
		dict: dict{"Type": name("Metadata"), "Subtype": name("XML")}, data: d.xmp(), plain: true,
	})
	return nil
}

func rightToLeft(lang string) bool {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return slices.Contains([]string{"ar", "fa", "he", "ur", "yi"}, primary)
}

// title is the whole title: title, colon, subtitle. French puts a space before the colon.
func title(info *page.Info) string {
	if info.Subtitle == "" || info.Title == "" {
		return cmp.Or(info.Title, info.Subtitle)
	}
	if info.Lang == "fr" || strings.HasPrefix(info.Lang, "fr-") {
		return info.Title + "\u00A0: " + info.Subtitle
	}
	return info.Title + ": " + info.Subtitle
}

func authors(info *page.Info) string { return strings.Join(info.Authors, ", ") }

// packet is a metadata packet while it is written.
type packet struct{ bytes.Buffer }

func (b *packet) escape(s string) string {
	var e bytes.Buffer
	if err := xml.EscapeText(&e, []byte(s)); err != nil {
		return "" // a bytes.Buffer does not fail
	}
	return e.String()
}

// simple writes a property with one value; an empty one is left out.
func (b *packet) simple(element, value string) {
	if value != "" {
		fmt.Fprintf(b, "<%s>%s</%[1]s>\n", element, b.escape(value))
	}
}

// list writes a property with an array of values of a kind: Alt, Seq or Bag.
func (b *packet) list(element, kind string, values ...string) {
	values = slices.DeleteFunc(slices.Clone(values), func(s string) bool { return s == "" })
	if len(values) == 0 {
		return
	}
	fmt.Fprintf(b, "<%s><rdf:%s>", element, kind)
	for _, v := range values {
		lang := ""
		if kind == "Alt" {
			lang = ` xml:lang="x-default"`
		}
		fmt.Fprintf(b, "<rdf:li%s>%s</rdf:li>", lang, b.escape(v))
	}
	fmt.Fprintf(b, "</rdf:%s></%s>\n", kind, element)
}

// xmp is the metadata packet (ISO 16684-1). PDF/A does not know the schema of the PDF/UA identifier, so the packet
// describes that schema itself (ISO 19005-2, 6.6.2.3).
func (d *document) xmp() []byte {
	info := &d.pages.Info
	var b packet
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/">` + "\n" + `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about=""`)
	for _, ns := range []struct {
		prefix, uri string
		used        bool
	}{
		{"dc", "http://purl.org/dc/elements/1.1/", true},
		{"xmp", "http://ns.adobe.com/xap/1.0/", true},
		{"xmpRights", "http://ns.adobe.com/xap/1.0/rights/", info.Rights != "" || info.License != ""},
		{"pdf", "http://ns.adobe.com/pdf/1.3/", true},
		{"pdfaid", "http://www.aiim.org/pdfa/ns/id/", info.ClaimPDFA},
		{"pdfuaid", "http://www.aiim.org/pdfua/ns/id/", info.ClaimPDFUA},
		{"pdfxid", "http://www.npes.org/pdfx/ns/id/", info.PDFX},
		{"xmpMM", "http://ns.adobe.com/xap/1.0/mm/", info.PDFX},
	} {
		if ns.used {
			fmt.Fprintf(&b, "\n  xmlns:%s=\"%s\"", ns.prefix, ns.uri)
		}
	}
	b.WriteString(">\n")
	b.simple("dc:format", "application/pdf")
	b.list("dc:title", "Alt", title(info))
	b.list("dc:creator", "Seq", info.Authors...)
	b.list("dc:description", "Alt", info.Subject)
	b.list("dc:subject", "Bag", info.Keywords...)
	b.list("dc:language", "Bag", info.Lang)
	b.list("dc:publisher", "Bag", info.Publisher)
	b.list("dc:rights", "Alt", info.Rights)
	b.simple("dc:identifier", info.Identifier)
	if info.Rights != "" {
		b.simple("xmpRights:Marked", "True")
	}
	b.simple("xmpRights:WebStatement", info.License)
	date := d.date.UTC().Format("2006-01-02T15:04:05Z")
	b.list("dc:date", "Seq", date)
	b.simple("xmp:CreateDate", date)
	b.simple("xmp:ModifyDate", date)
	b.simple("xmp:MetadataDate", date)
	b.simple("xmp:CreatorTool", info.Creator)
	b.simple("pdf:Keywords", strings.Join(info.Keywords, ", "))
	b.simple("pdf:Producer", producer)
	if info.PDFX { // the mark of a file of ISO 15930-7
		b.simple("pdfxid:GTS_PDFXVersion", "PDF/X-4")
		b.simple("pdf:Trapped", "False")
		id := sha256.Sum256([]byte(info.Identifier + "\x00" + title(info) + "\x00" + date))
		id[6], id[8] = id[6]&0x0F|0x80, id[8]&0x3F|0x80 // a UUID of version 8 (RFC 9562, 5.8)
		b.simple("xmpMM:DocumentID", fmt.Sprintf("uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:16]))
		b.simple("xmpMM:VersionID", "1")
		b.simple("xmpMM:RenditionClass", "default")
	}
	if info.ClaimPDFA {
		part := "2"
		if len(d.pages.Files) > 0 {
			part = "3"
		}
		b.simple("pdfaid:part", part)
		b.simple("pdfaid:conformance", "A")
	}
	if info.ClaimPDFUA {
		b.simple("pdfuaid:part", "1")
	}
	b.WriteString("</rdf:Description>\n")
	if info.ClaimPDFUA {
		b.WriteString(uaSchema)
	}
	b.WriteString("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}

const uaSchema = `<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`

// attachments writes the attached files (ISO 32000-1, 7.11.4) with their relation to the document (ISO 19005-3,
// 6.8), as pairs for the name tree and as the list of associated files.
func (d *document) attachments() (pairs, related array, err error) {
	files := slices.Clone(d.pages.Files)
	slices.SortStableFunc(files, func(a, b page.File) int { return cmp.Compare(a.Name, b.Name) })
	for i, x := range files {
		if i > 0 && files[i-1].Name == x.Name {
			return nil, nil, fmt.Errorf("two attachments are called “%s”", x.Name)
		}
		kind, _, err := mime.ParseMediaType(x.MediaType)
		if err != nil {
			return nil, nil, fmt.Errorf("the media type of the attachment “%s”: %w", x.Name, err)
		}
		sum := md5.Sum(x.Data)
		data := d.file.add(&stream{data: x.Data, dict: dict{
			"Type": name("EmbeddedFile"), "Subtype": name(kind),
			"Params": dict{"Size": len(x.Data), "CheckSum": text(sum[:]), "ModDate": text(d.date.UTC().Format("D:20060102150405+00'00'"))},
		}})
		spec := dict{
			"Type": name("Filespec"), "F": textString(x.Name), "UF": textString(x.Name), "EF": dict{"F": data, "UF": data},
			"AFRelationship": name(cmp.Or(x.Relationship, "Unspecified")),
		}
		if x.Description != "" {
			spec["Desc"] = textString(x.Description)
		}
		at := d.file.add(spec)
		pairs = append(pairs, textString(x.Name), at)
		related = append(related, at)
	}
	// A name tree is sorted by its keys as bytes. Where some keys are in UTF-16, that is not the order of the names.
	sorted := array{}
	order := make([]int, len(files))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return bytes.Compare(pairs[2*a].(text), pairs[2*b].(text)) })
	for _, i := range order {
		sorted = append(sorted, pairs[2*i], pairs[2*i+1])
	}
	if len(sorted) == 0 {
		return nil, nil, nil
	}
	return sorted, related, nil
}
