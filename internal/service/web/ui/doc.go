// Package ui is the look of Khéo: frames, fields, lists, figures and papers as
// typed templ components over one stylesheet (static/kheo.css).
//
// Every text that a caller passes is already in the reader's language:
// i18n.T. Nothing here writes a style attribute or a script, because
// the content security policy forbids both; widths of bars are SVG attributes.
//
// Frames, which take children:
//
//	Public(PublicPage)   Staff(StaffPage)   ErrorPage(PublicPage, status, title, next, requestID)
//	Confirm(Confirmation) { hidden inputs, a reason field }   inside either, before what cannot be undone
//
// Heads and parts of a page:
//
//	PageHead(crumbs []Link, title, lead) { actions }   h1 of a public page (Staff shows its own)
//	Hero(title, lead) { SearchBox }                    PublicPage.Hero of the front page
//	SearchBox(action, name, value, label, submit)      Crumbs([]Link)
//	Section(title) { }   Sheet(title) { }   Split(side templ.Component) { sections }
//
// Acts: Look is Normal, Go (one a view) or Plain.
//
//	Press(Button)   Submit(text, Look)   ButtonLink(text, href, Look)   Acts() { buttons }
//
// Forms. Field{Name, Label, Hint, Value, Error, Required…}; the id is "f-"+Name.
//
//	PostForm(Form{Action, Token, Autosave, Guard, Files}) { fields }   FilterForm(action) { fields, Submit }
//	TextField(Field)   CodeField   TextArea   NumberField (read it with ParseNumber)   DateField   FileField
//	SelectField(Field, []Option)   RadioGroup(Field, []Option)   CheckboxGroup(Field, []Option)   Checkbox(Field)
//	ErrorSummary(fields...)   FieldError(ctx, err, name) string   FormToken(token)   SavedState(text)
//
// Words to the reader:
//
//	NoticeBox(Notice{Kind: Info|Good|Due|Bad, Title, Text, Links}) { }   Empty(title, what, Button)
//	Quote() { }   Said(text)   Seal("ĐÃ", "GHI SỔ")   DocumentPaper(landscape) { }
//
// Initiatives and time:
//
//	StageBadge(stage)   StageSaid(stage, text)   StageName(ctx, stage) string
//	Slips([]StepState)   Ledger([]Step)   Motto(sentences []string)   StepNames(ctx) []string
//	Timeline([]Moment{When, Text, Href, State: Past|Today|Ahead})
//	DueBadge(day, now)   DueText(ctx, day, now) string
//
// Figures:
//
//	Stats() { Stat(number, what, when, href) … }   Facts([]Fact{Label, Value, Href, Show})
//	BarChart(Chart{Title, Unit, SecondName, Note, Bars})   Funnel(Chart)
//	Progress(done, total, text)   LiveRegion(id, url, running) { Progress … }
//
// Lists and tables:
//
//	Items() { Item(ItemRow) { } or Task(TaskRow) { } … }   FilterChips([]Chip, clear)   Pager(PagerState)
//	DataTable(caption, []Column) { <tr> RowHead() { } Cell(label) { } NumberCell(label, number, href)
//	CheckCell(name, value, label, ticked) </tr> }   SelectionBar(name, shown, total) { buttons }
//	DemoAccounts(DemoAccountList)
//
// Classes for what is left: stack, stack-tight, stack-wide, sections, row,
// between, grid, split-even, text, lead, muted, small, num, nowrap, end, code,
// hash, due, late, ok, bullets, plain-list, vh (for screen readers), no-print,
// sticky; in DocumentPaper leaf-heads, leaf-center, leaf-sign.
//
// Files: Asset(name) is an address that changes with the content, Assets()
// serves /static/.
package ui
