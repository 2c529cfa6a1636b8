package doc

import "strings"

// HarmlessScheme reports whether a link of a book may have the scheme. Opening such a link shows something or asks for
// something, but runs nothing and reads nothing from the reader's machine.
func HarmlessScheme(scheme string) bool {
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sftp", "urn", "doi", "info", "geo", "news", "nntp", "xmpp", "irc", "ircs",
		"sip", "sips", "gemini", "gopher", "magnet", "git", "svn", "webcal", "ipfs", "ipns", "matrix", "ldap", "feed", "bitcoin", "tag", "ni":
		return true
	}
	return false
}
