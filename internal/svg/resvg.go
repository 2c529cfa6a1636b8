package svg

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"io"
	"strconv"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// resvgModule is resvg, compiled to WebAssembly: see resvg/README.md.
//
//go:embed resvg/resvg.wasm.gz
var resvgModule []byte

// maxMemory is the limit of the memory of a drawing, in pages of 64 kB.
const maxMemory = 1 << 15

// resvg is the compiled renderer. Compiling takes some seconds, so it is done once, for the first drawing that needs
// it.
type resvg struct {
	runtime wazero.Runtime
	module  wazero.CompiledModule
}

var renderer = sync.OnceValues(func() (*resvg, error) {
	z, err := gzip.NewReader(bytes.NewReader(resvgModule))
	if err != nil {
		return nil, err
	}
	code, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	ctx := experimental.WithCompilationWorkers(context.Background(), 4)
	r := &resvg{runtime: wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(maxMemory))}
	host := r.runtime.NewHostModuleBuilder("wbg")
	for name, f := range imports {
		types := func(n int) []api.ValueType { return bytes.Repeat([]byte{api.ValueTypeI32}, n) }
		host.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(func(ctx context.Context, m api.Module, stack []uint64) {
			o := ctx.Value(objectsKey{}).(*objects)
			var args [3]uint32
			for i := range f.params {
				args[i] = uint32(stack[i])
			}
			if out := f.call(o, m, args); f.results > 0 {
				stack[0] = uint64(out)
			}
		}), types(f.params), types(f.results)).Export(name)
	}
	if _, err := host.Instantiate(ctx); err != nil {
		return nil, err
	}
	r.module, err = r.runtime.CompileModule(ctx, code)
	return r, err
})

// render draws an SVG with the given width in pixels. The fonts are files. Text uses the family that it names, or a
// generic one if that family is not among them.
//
// The renderer has no access to files, network or clock, and WebAssembly defines its floats exactly, so the pixels are
// the same on every machine.
func (r *resvg) render(data []byte, width int, fonts [][]byte, generic map[string]string) (*image.RGBA, error) {
	o := &objects{}
	ctx := context.WithValue(context.Background(), objectsKey{}, o)
	m, err := r.runtime.InstantiateModule(ctx, r.module, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil, err
	}
	defer m.Close(context.Background())
	options, err := json.Marshal(map[string]any{
		"font":  generic,
		"fitTo": map[string]any{"mode": "width", "value": width},
	})
	if err != nil {
		return nil, err
	}
	list := &array{}
	for _, f := range fonts {
		list.items = append(list.items, f)
	}
	c := &caller{ctx: ctx, m: m, o: o}
	stack := c.call("__wbindgen_add_to_stack_pointer", uint64(uint32(1<<32-16)))
	at := c.write(options)
	c.call("resvg_new", stack, uint64(o.put(data)), uint64(at), uint64(len(options)), uint64(o.put(list)))
	drawing := c.result(stack)
	c.call("resvg_render", stack, drawing)
	picture := c.result(stack)
	w, h := c.call("renderedimage_width", picture), c.call("renderedimage_height", picture)
	pixels, _ := o.get(uint32(c.call("renderedimage_pixels", picture))).([]byte)
	switch {
	case c.err != nil:
		return nil, c.err
	case w == 0 || h == 0 || len(pixels) != int(w*h*4):
		return nil, errors.New("it has no size")
	}
	// The pixels are premultiplied, as in tiny-skia and image.RGBA.
	return &image.RGBA{Pix: pixels, Stride: int(w) * 4, Rect: image.Rect(0, 0, int(w), int(h))}, nil
}

// caller calls functions of the renderer until one fails.
type caller struct {
	ctx context.Context
	m   api.Module
	o   *objects
	err error
}

func (c *caller) call(name string, args ...uint64) uint64 {
	if c.err != nil {
		return 0
	}
	out, err := c.m.ExportedFunction(name).Call(c.ctx, args...)
	switch {
	case err != nil:
		c.err = errors.New("it is damaged, or too large to be drawn")
	case len(out) > 0:
		return out[0]
	}
	return 0
}

// result reads what a function has returned on the stack: a value, and whether it is an error.
func (c *caller) result(stack uint64) uint64 {
	if c.err != nil {
		return 0
	}
	word := func(i uint32) uint32 {
		v, _ := c.m.Memory().ReadUint32Le(uint32(stack) + 4*i)
		return v
	}
	if word(2) != 0 {
		c.err = fmt.Errorf("resvg says: %v", c.o.get(word(1)))
	}
	return uint64(word(0))
}

func (c *caller) write(b []byte) uint32 {
	at := uint32(c.call("__wbindgen_malloc", uint64(len(b)), 1))
	if c.err == nil && !c.m.Memory().Write(at, b) {
		c.err = errors.New("it is too large to be drawn")
	}
	return at
}

// objects are the JavaScript values that the renderer refers to by number. They live as long as the drawing.
type objects struct{ list []any }

type objectsKey struct{}

const firstObject = 1024 // the numbers before are those of constants such as undefined

func (o *objects) put(v any) uint32 {
	o.list = append(o.list, v)
	return uint32(len(o.list)-1) + firstObject
}

func (o *objects) get(n uint32) any {
	if n -= firstObject; int(n) < len(o.list) {
		return o.list[n]
	}
	return nil
}

// The possible values, besides string, error and []byte, which is a separate Uint8Array.
type (
	memory   struct{}               // the renderer's memory
	view     struct{ at, n uint32 } // a Uint8Array of a part of it
	array    struct{ items []any }
	iterator struct {
		of   *array
		next int
	}
	step struct {
		value any
		done  bool
	}
)

// imported is a function that the renderer imports.
type imported struct {
	params, results int
	call            func(o *objects, m api.Module, args [3]uint32) uint32
}

// text reads a string from the memory.
func text(m api.Module, at, n uint32) string {
	b, _ := m.Memory().Read(at, n)
	return string(b)
}

func truth(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// imports are the functions that wasm-bindgen imports; the digits are part of the names. Each does the same as its
// JavaScript function: new Uint8Array(x), x.length, and so on.
var imports = map[string]imported{
	"__wbg_new_28c511d9baebfa89": {2, 1, func(o *objects, m api.Module, a [3]uint32) uint32 { // new Error
		return o.put(errors.New(text(m, a[0], a[1])))
	}},
	"__wbindgen_memory": {0, 1, func(o *objects, _ api.Module, _ [3]uint32) uint32 { return o.put(memory{}) }},
	"__wbg_buffer_12d079cc21e14bdb": {1, 1, func(o *objects, _ api.Module, a [3]uint32) uint32 {
		return o.put(o.get(a[0]))
	}},
	"__wbg_newwithbyteoffsetandlength_aa4a17c33a06e5cb": {3, 1, func(o *objects, _ api.Module, a [3]uint32) uint32 {
		return o.put(view{a[1], a[2]})
	}},
	"__wbindgen_object_drop_ref": {1, 0, func(*objects, api.Module, [3]uint32) uint32 { return 0 }},
	"__wbg_new_63b92bc8671ed464": {1, 1, func(o *objects, m api.Module, a [3]uint32) uint32 { // new Uint8Array
		v := o.get(a[0])
		if part, ok := v.(view); ok {
			b, _ := m.Memory().Read(part.at, part.n)
			v = bytes.Clone(b)
		}
		return o.put(v)
	}},
	"__wbg_values_839f3396d5aac002": {1, 1, func(o *objects, _ api.Module, a [3]uint32) uint32 {
		list, _ := o.get(a[0]).(*array)
		return o.put(&iterator{of: list})
	}},
	"__wbg_next_196c84450b364254": {1, 1, func(o *objects, _ api.Module, a [3]uint32) uint32 {
		it, ok := o.get(a[0]).(*iterator)
		if !ok || it.of == nil || it.next >= len(it.of.items) {
			return o.put(step{done: true})
		}
		it.next++
		return o.put(step{value: it.of.items[it.next-1]})
	}},
	"__wbg_done_298b57d23c0fc80c": {1, 1, func(o *objects, _ api.Module, a [3]uint32) uint32 {
		s, _ := o.get(a[0]).(step)
		return truth(s.done)
	}},
	"__wbg_value_d93c65011f51a456": {1, 1, func(o *objects, _ api.Module, a [3]uint32) uint32 {
		s, _ := o.get(a[0]).(step)
		return o.put(s.value)
	}},
	"__wbg_instanceof_Uint8Array_2b3bbecd033d19f6": {1, 1, func(o *objects, _ api.Module, a [3]uint32) uint32 {
		_, ok := o.get(a[0]).([]byte)
		return truth(ok)
	}},
	// The file is passed as bytes, so there is no string.
	"__wbindgen_string_get": {2, 0, func(_ *objects, m api.Module, a [3]uint32) uint32 {
		m.Memory().WriteUint64Le(a[0], 0)
		return 0
	}},
	"__wbg_new_16b304a2cfa7ff4a": {0, 1, func(o *objects, _ api.Module, _ [3]uint32) uint32 { return o.put(&array{}) }},
	"__wbindgen_string_new": {2, 1, func(o *objects, m api.Module, a [3]uint32) uint32 {
		return o.put(text(m, a[0], a[1]))
	}},
	"__wbg_push_a5b05aedc7234f9f": {2, 1, func(o *objects, _ api.Module, a [3]uint32) uint32 {
		list, ok := o.get(a[0]).(*array)
		if !ok {
			return 0
		}
		list.items = append(list.items, o.get(a[1]))
		return uint32(len(list.items))
	}},
	"__wbg_length_c20a40f15020d68a": {1, 1, func(o *objects, m api.Module, a [3]uint32) uint32 {
		switch v := o.get(a[0]).(type) {
		case []byte:
			return uint32(len(v))
		case view:
			return v.n
		case memory:
			return m.Memory().Size()
		}
		return 0
	}},
	"__wbg_set_a47bac70306a19a7": {3, 0, func(o *objects, m api.Module, a [3]uint32) uint32 { // memory.set(bytes, at)
		if b, ok := o.get(a[1]).([]byte); ok {
			m.Memory().Write(a[2], b)
		}
		return 0
	}},
	"__wbindgen_throw": {2, 0, func(_ *objects, m api.Module, a [3]uint32) uint32 {
		panic(strconv.Quote(text(m, a[0], a[1]))) // wazero turns it into the error of the call
	}},
}
