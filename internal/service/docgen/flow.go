package docgen

// slice is a horizontal strip of a page that is never cut.
type slice struct {
	gap    float64 // mm above it, dropped at the top of a page
	height float64 // mm
	keep   bool    // stays on the page of the next slice
	fresh  bool    // begins a page
	repeat []slice // drawn above it where it begins a page: a table's head
	draw   func(c *canvas, y float64)
}

// placed is a slice on its page, y mm below the top margin.
type placed struct {
	slice
	y float64
}

// paginate lays slices on pages of room mm. Kept slices move together; a
// chain of them longer than a page is broken like any text.
func paginate(slices []slice, room float64) [][]placed {
	pages := [][]placed{nil}
	y, top := 0.0, true
	put := func(s slice) {
		pages[len(pages)-1] = append(pages[len(pages)-1], placed{s, y})
		y += s.height
	}
	for i, s := range slices {
		need := s.height
		if starts := i == 0 || !slices[i-1].keep; starts {
			if whole := chain(slices[i:]); whole <= room {
				need = whole
			}
		}
		if !top && (s.fresh || y+s.gap+need > room+0.01) {
			pages = append(pages, nil)
			y, top = 0, true
			for _, head := range s.repeat {
				put(head)
			}
		}
		if !top {
			y += s.gap
		}
		put(s)
		top = false
	}
	return pages
}

// chain is the height in mm that the first slice and all it is kept with need.
func chain(slices []slice) float64 {
	height := 0.0
	for i, s := range slices {
		if i > 0 {
			height += s.gap
		}
		height += s.height
		if !s.keep {
			break
		}
	}
	return height
}
