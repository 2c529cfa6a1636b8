// Package makeup makes up pages: it puts everything in its place. It draws lines, tables, pictures, borders and columns where
// package pages says that they stand, sets margin boxes around them, adds the bleed and its marks, and gathers links, anchors
// and folios.
package makeup
