// Package text knows Vietnamese writing: cleaning what people type, finding and
// ordering it, telling two spellings of one name from two names, and reading
// the encodings of before Unicode.
//
// Everything here is pure and safe for concurrent use. Text from an old file
// goes through Decode (or a Detector) first and Clean afterwards: cleaning
// removes characters that stand for letters in TCVN3.
package text
