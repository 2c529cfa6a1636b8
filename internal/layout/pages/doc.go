// Package pages divides the galleys of package flow into pages and numbers them. Package pagebreak finds the best breaks and
// says where each leaf stands; nothing computes that again.
package pages
