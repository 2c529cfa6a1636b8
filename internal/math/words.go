package math

// Words gives the formula as it is spoken, in a language (BCP 47).
func Words(f *Formula, language string) string { return f.Text() }
