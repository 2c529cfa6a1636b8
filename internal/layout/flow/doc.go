// Package flow makes galleys of a Book by its stylesheet.
//
// Collect walks the Book and computes the style of every node. Each block without blocks in it becomes a Leaf: a paragraph, a
// row of a table, a picture. Leaves know the margins before them, already collapsed, the breaks that are forced or forbidden
// there, and their tags. The leaves between two forced page breaks are a Flow. What stands out of flow, a note at the foot or a
// float, is an Insertion with leaves of its own, which the leaf that calls it names.
//
// While Collect adds leaves to a galley, what the next leaf is to take with it is in a context. For an insertion a new context
// is pushed, and popped when its leaves are collected.
//
// Setter sets the texts of leaves in lines; Leaf.Extent then says how high they are.
package flow
