package initiative

import (
	"cmp"
	"slices"
	"time"

	"kheo/internal/platform/clock"
)

// Task is something that waits, with texts in the language of its reader.
type Task struct {
	Title string
	Href  string
	Text  string     // why it waits, in a sentence
	Act   string     // on the button: "Bổ sung"; empty where others have to act
	ActTo string     // where the button leads; Href unless given
	DueOn clock.Date // zero: no day
	Since time.Time  // when it began to wait, or was written last
	State State      // of the initiative, for its badge; may be empty
	For   Whose
}

// Whose says who has to act.
type Whose string

// Who may have to act.
const (
	Mine   Whose = "mine"
	Others Whose = "others"
	Later  Whose = "later" // a draft: nobody waits for it
)

// Inbox is what waits for one person, in the order in which to do it.
type Inbox struct {
	First  []Task // late or due within a week
	Next   []Task // to be done later
	Others []Task // others have to act
	Drafts []Task
	More   map[Whose]bool // there is more than what is listed
}

// soon is how many days ahead a task comes first.
const soon = 7

// add puts tasks where they belong.
func (b *Inbox) add(today clock.Date, tasks ...Task) {
	for _, t := range tasks {
		switch {
		case t.For == Others:
			b.Others = append(b.Others, t)
		case t.For == Later:
			b.Drafts = append(b.Drafts, t)
		case !t.DueOn.IsZero() && !t.DueOn.After(today.AddDays(soon)):
			b.First = append(b.First, t)
		default:
			b.Next = append(b.Next, t)
		}
	}
}

// sort orders each part by day, tasks without a day last, and keeps limit of each.
func (b *Inbox) sort(limit int) {
	byDay := func(a, c Task) int {
		if a.DueOn.IsZero() != c.DueOn.IsZero() {
			if a.DueOn.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(a.DueOn.Time().Compare(c.DueOn.Time()), a.Since.Compare(c.Since))
	}
	for whose, part := range map[Whose]*[]Task{Mine: &b.First, "next": &b.Next, Others: &b.Others} {
		slices.SortStableFunc(*part, byDay)
		b.bound(whose, part, limit)
	}
	slices.SortStableFunc(b.Drafts, func(a, c Task) int { return c.Since.Compare(a.Since) })
	b.bound(Later, &b.Drafts, limit)
}

func (b *Inbox) bound(whose Whose, part *[]Task, limit int) {
	if len(*part) <= limit {
		return
	}
	*part = (*part)[:limit]
	if b.More == nil {
		b.More = map[Whose]bool{}
	}
	if whose == "next" {
		whose = Mine
	}
	b.More[whose] = true
}
