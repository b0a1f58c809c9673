package account

import (
	"net/http"
	"net/url"

	"kheo/internal/service/files"
	"kheo/internal/service/web"
)

func (p pages) mountExchange(m *web.Mux) {
	m.Staff("GET /quan-tri/tai-khoan.xlsx", p.exportAccounts)
	m.Staff("GET /quan-tri/nhat-ky.xlsx", p.exportTrail)
}

func (p pages) exportAccounts(w http.ResponseWriter, r *web.Request) error {
	return p.service.ExportAccounts(r.Context(), r.Actor, r.URL.Query().Get("tu"), web.Attachment(w, files.XLSX, "tai-khoan.xlsx"))
}

// exportTrail leaves out where the reader stands in the list: a file has all of it.
func (p pages) exportTrail(w http.ResponseWriter, r *web.Request) error {
	f := filterOf(r)
	f.Before = ""
	return p.service.ExportTrail(r.Context(), r.Actor, f.audit(mostEntries), web.Attachment(w, files.XLSX, "nhat-ky.xlsx"))
}

// accountsFile is the address of the list of accounts as a file, narrowed to words.
func accountsFile(words string) string {
	if words == "" {
		return accountsPath + ".xlsx"
	}
	return accountsPath + ".xlsx?" + url.Values{"tu": {words}}.Encode()
}
