#!/usr/bin/env node
// Opens EPUBs in a real reading system (epub.js) in a real browser (headless Chromium), served on localhost, as a reader
// would. Every line of the contents, every page of the page list and every landmark must lead to a place that is then in
// view. A note must open and return by the keyboard alone. Takes pictures at the sizes of a phone and of a tablet, by day and
// by night.
// Usage, in the root of the repository: reading-system.mjs REPORTS FILE.epub...
// With --pictures FOLDER FILE.epub it takes only the pictures of docs/epub.md, a little smaller.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'

const modules = path.resolve('.tools', 'node_modules')
const require = createRequire(path.join(modules, 'package.json'))
const puppeteer = require('puppeteer-core')

const forDocs = process.argv[2] === '--pictures'
const [reports, ...books] = process.argv.slice(forDocs ? 3 : 2)
if (!books.length || forDocs && books.length > 1) {
	console.error('usage: reading-system.mjs REPORTS FILE.epub... or reading-system.mjs --pictures FOLDER FILE.epub')
	process.exit(2)
}
mkdirSync(reports, { recursive: true })

// The page is nothing but the reading system, and two questions that are asked of it from outside.
const page = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>reader</title>
<style>html, body { margin: 0; height: 100% } #view { position: absolute; inset: 0 }
@media (prefers-color-scheme: dark) { body { background: #111 } }</style>
<div id="view"></div><script src="/jszip.js"></script><script src="/epub.js"></script><script src="/ask.js"></script>`

// Runs in the page. A place is in view when the section that holds it is the one shown and part of its box is inside the
// window. epub.js moves in steps (display, layout, fonts, then an event), so every question is asked again until the answer
// is good or the time is over; only the last answer counts.
function ask() {
	const frames = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
	const within = async (ms, question) => {
		const end = performance.now() + ms
		for (;;) {
			const fault = question()
			if (!fault || performance.now() > end) return fault
			await frames()
			await new Promise(done => setTimeout(done, 20))
		}
	}
	// outOfView says why the place is not in view, or nothing.
	window.outOfView = href => {
		const section = book.spine.get(href)
		if (!section) return 'is not in the reading order'
		const contents = view.getContents().find(c => c.sectionIndex === section.index)
		if (!contents) return `leads to ${view.location && view.location.start.href}`
		const id = href.split('#')[1]
		const target = id ? contents.document.getElementById(decodeURIComponent(id)) : contents.document.body
		if (!target) return 'has no target'
		// A mark without extent, such as a page break, is where the text beside it is.
		const range = contents.document.createRange()
		range.selectNode(target)
		const frame = contents.document.defaultView.frameElement.getBoundingClientRect()
		const boxes = [target.getBoundingClientRect(), ...range.getClientRects()]
		const seen = boxes.some(b => frame.left + b.left < innerWidth && frame.left + b.right >= 0 && frame.top + b.top < innerHeight && frame.top + b.bottom >= 0)
		return seen ? '' : `is out of view at ${boxes.map(b => `${Math.round(frame.left + b.left)},${Math.round(b.top)}`).join(' ')} of ${innerWidth}×${innerHeight}`
	}
	window.inView = (href, ms) => within(ms, () => outOfView(href))
	// visit goes to a place and says what is wrong there, or nothing. Fonts that arrive late move the text, and epub.js does
	// not go after it: it is asked once more when they are there.
	window.visit = async href => {
		for (const ms of [800, 4000]) {
			try {
				await view.display(href)
			} catch (e) {
				return `is refused: ${e.message || e}`
			}
			await Promise.all(view.getContents().map(c => c.document.fonts.ready))
			const fault = await inView(href, ms)
			if (!fault || /no target|reading order/.test(fault)) return fault
			if (ms === 4000) return fault
		}
	}
}

function serve() {
	const files = {
		'/': ['text/html', () => page],
		'/ask.js': ['text/javascript', () => `(${ask})()`],
		'/jszip.js': ['text/javascript', () => readFileSync(path.join(modules, 'jszip/dist/jszip.min.js'))],
		'/epub.js': ['text/javascript', () => readFileSync(path.join(modules, 'epubjs/dist/epub.min.js'))],
	}
	books.forEach((b, i) => { files[`/book-${i}.epub`] = ['application/epub+zip', () => readFileSync(b)] })
	const server = createServer((request, response) => {
		const file = files[request.url.split('?')[0]]
		if (!file) return response.writeHead(404).end()
		response.writeHead(200, { 'Content-Type': file[0] }).end(file[1]())
	})
	return new Promise(done => server.listen(0, '127.0.0.1', () => done(server)))
}

// open shows a book and gives what its navigation offers, with addresses as seen from the reading order.
async function open(tab, origin, index) {
	await tab.goto(origin)
	return tab.evaluate(async url => {
		const book = window.book = ePub(url, { openAs: 'epub' })
		await book.ready
		const view = window.view = book.renderTo('view', { width: '100%', height: '100%', flow: 'paginated', spread: 'none' })
		// Night mode as reading systems do it: they set colours on html and body and expect the book to inherit them.
		view.themes.register('night', { body: { color: '#ddd', background: '#111' }, a: { color: '#8bf !important' } })
		if (matchMedia('(prefers-color-scheme: dark)').matches) view.themes.select('night')
		await view.display()
		const nav = await book.archive.request(book.resolve(book.packaging.navPath), 'xhtml')
		const base = new URL(book.packaging.navPath, 'file:///')
		const lines = kind => [...nav.querySelectorAll('nav')]
			.filter(n => n.getAttributeNS('http://www.idpf.org/2007/ops', 'type') === kind)
			.flatMap(n => [...n.querySelectorAll('a')].map(a => {
				const to = new URL(a.getAttribute('href'), base)
				return { href: to.pathname.slice(1) + to.hash, label: a.textContent.trim() }
			}))
		return { toc: lines('toc'), 'page-list': lines('page-list'), landmarks: lines('landmarks') }
	}, `${origin}/book-${index}.epub`)
}

const visit = (tab, href) => tab.evaluate(href => window.visit(href), href)
const inView = (tab, href) => tab.evaluate(href => window.inView(href, 5000), href)

// note calls the first note of a book and returns from it, by the keyboard alone.
async function note(tab) {
	const call = await tab.evaluate(async () => {
		for (const item of book.spine.spineItems) {
			const text = await book.archive.request(item.url, 'xhtml')
			const a = text.querySelector('a[role="doc-noteref"]')
			if (a) return { section: item.href, href: item.href + '#' + a.id, id: a.id }
		}
		return null
	})
	if (!call) return 'no note'
	const fault = await visit(tab, call.href)
	if (fault) throw new Error(`the call ${call.href} ${fault}`)
	// Tab brings the focus to the call and Enter follows it, as for someone who has no pointer.
	const tabTo = async (section, from, wanted) => {
		await tab.evaluate((section, from) => {
			const c = view.getContents().find(c => c.sectionIndex === book.spine.get(section).index)
			c.document.defaultView.focus()
			c.document.getSelection().collapse(c.document.getElementById(from) || c.document.body, 0)
		}, section, from)
		for (let i = 0; i < 200; i++) {
			await tab.keyboard.press('Tab')
			const f = await tab.evaluate(section => {
				const a = view.getContents().find(c => c.sectionIndex === book.spine.get(section).index).document.activeElement
				return { id: a.id, role: a.getAttribute('role'), name: a.getAttribute('aria-label') || a.textContent.trim(), href: a.getAttribute('href') || '' }
			}, section)
			if (wanted(f)) return f
		}
		throw new Error(`the Tab key does not reach what it should from ${from}`)
	}
	const resolve = (href, from) => {
		const to = new URL(href, new URL(from, 'file:///'))
		return to.pathname.slice(1) + to.hash
	}
	const focus = await tabTo(call.section, call.id, f => f.id === call.id)
	const to = resolve(focus.href, call.section)
	await tab.keyboard.press('Enter')
	const opened = await inView(tab, to)
	if (opened) throw new Error(`Enter on the call: the note ${to} ${opened}`)
	const [section, id] = to.split('#')
	const back = await tabTo(section, id, f => f.role === 'doc-backlink' && resolve(f.href, section) === call.href)
	if (!back.name) throw new Error('the link back has no name')
	await tab.keyboard.press('Enter')
	const returned = await inView(tab, call.href)
	if (returned) throw new Error(`Enter on the link back: the call ${returned}`)
	return `note ${to.split('#')[1]} and back by “${back.name}”`
}

// trustworthy holds that the questions can be answered with no: a place that does not exist, and one that is elsewhere.
async function trustworthy(tab, nav) {
	const first = nav.toc[0].href.split('#')[0]
	if (!/no target/.test(await visit(tab, `${first}#no-such-place`))) throw new Error('a link to nowhere is not noticed')
	const far = [...nav['page-list'], ...nav.toc].at(-1).href
	await visit(tab, nav.landmarks[0].href)
	if (nav.landmarks[0].href !== far && !await tab.evaluate(href => window.outOfView(href), far)) throw new Error('a place that is not shown counts as in view')
}

// device opens a book as on a phone or a tablet, with the size of type that one would choose there.
async function device(tab, origin, index, kind, scheme) {
	const [width, height, size] = (forDocs ? { phone: [360, 640, '100%'], tablet: [680, 800, '125%'] } : { phone: [390, 844, '106%'], tablet: [820, 1180, '140%'] })[kind]
	await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
	await tab.setViewport({ width, height, deviceScaleFactor: 1 })
	const nav = await open(tab, origin, index)
	await tab.evaluate(size => view.themes.fontSize(size), size)
	return nav
}

async function pictures(tab, origin, index, name, places) {
	for (const kind of ['phone', 'tablet']) {
		for (const scheme of ['light', 'dark']) {
			await device(tab, origin, index, kind, scheme)
			for (const [what, href] of places) {
				if (!href) continue
				await visit(tab, href)
				await tab.screenshot({ path: path.join(reports, `${name}-${what}-${kind}-${scheme}.png`) })
			}
		}
	}
}

// picturesForDocs takes the pictures of docs/epub.md: a place is the first of a kind of element, whatever its file.
async function picturesForDocs(browser, origin) {
	const tab = await browser.newPage()
	for (const [name, kind, scheme, selector] of [
		['cover', 'phone', 'light', 'section.cover'], ['contents', 'phone', 'light', 'nav'], ['text', 'phone', 'light', 'h1 + .epigraph'], ['note', 'phone', 'light', 'ol.notes'],
		['verse', 'phone', 'dark', 'p + .verse, blockquote .verse'], ['table', 'phone', 'dark', 'table'], ['works', 'phone', 'dark', 'ul.bibliography'], ['text-tablet', 'tablet', 'dark', 'h1 + .epigraph'], ['table-tablet', 'tablet', 'light', 'table'],
	]) {
		await device(tab, origin, 0, kind, scheme)
		const place = await tab.evaluate(async selector => {
			for (const item of book.spine.spineItems) {
				await item.load(book.load.bind(book))
				const found = item.document.querySelector(selector)
				if (found) return item.cfiFromElement(found)
			}
			return null
		}, selector)
		if (!place) throw new Error(`the book has no ${selector}`)
		for (let i = 0; i < 2; i++) { // fonts that arrive late move the text
			await tab.evaluate(place => view.display(place), place)
			await tab.evaluate(() => Promise.all(view.getContents().map(c => c.document.fonts.ready)))
		}
		await tab.screenshot({ path: path.join(reports, `${name}.png`) })
		console.log(path.join(reports, `${name}.png`))
	}
	await tab.close()
}

// read goes through one book and gives what it counted and what is wrong.
async function read(browser, origin, index, file) {
	const faults = []
	const counts = []
	const tab = await browser.newPage()
	tab.on('pageerror', e => faults.push(`error in the page: ${e.message}`))
	tab.on('request', r => { if (!/^(http:\/\/127\.0\.0\.1|blob:|data:|about:)/.test(r.url())) faults.push(`asks for ${r.url()}`) })
	await tab.setViewport({ width: 820, height: 1180 })
	const nav = await open(tab, origin, index)
	if (!nav.toc.length || !nav.landmarks.length) return { faults: ['has no contents or no landmarks'], counts }
	try {
		await trustworthy(tab, nav)
		for (const [kind, what] of [['toc', 'contents'], ['page-list', 'pages'], ['landmarks', 'landmarks']]) {
			for (const line of nav[kind]) {
				const fault = await visit(tab, line.href)
				if (fault) faults.push(`${what}: “${line.label}” (${line.href}) ${fault}`)
			}
			counts.push(`${nav[kind].length} ${what}`)
		}
		counts.push(await note(tab))
	} catch (e) {
		faults.push(e.message)
	}
	const find = (kind, re) => (nav[kind].find(l => re.test(l.href)) || {}).href
	await pictures(tab, origin, index, path.basename(file, '.epub'), [
		['cover', find('landmarks', /cover\./)], ['contents', find('landmarks', /#toc$/)],
		['text', nav.toc.find(l => !/^nav|cover|title|copyright|dedication|foreword/.test(path.basename(l.href))).href], ['notes', find('landmarks', /notes/)],
	])
	await tab.close()
	return { faults, counts }
}

const server = await serve()
const profile = mkdtempSync(path.join(tmpdir(), 'reading-system-'))
const browser = await puppeteer.launch({
	executablePath: process.env.CHROMIUM || '/usr/bin/chromium', userDataDir: profile, headless: true,
	args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
let failed = false
try {
	if (forDocs) await picturesForDocs(browser, `http://127.0.0.1:${server.address().port}`)
	else for (const [index, file] of books.entries()) {
		const { faults, counts } = await read(browser, `http://127.0.0.1:${server.address().port}`, index, file)
		for (const f of faults) console.log(`FAILED: ${file}: ${f}`)
		if (faults.length) failed = true
		else console.log(`ok ${file} (${counts.join(', ')})`)
	}
} finally {
	await browser.close()
	server.close()
	rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
}
process.exit(failed ? 1 : 0)
