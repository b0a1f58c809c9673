package e2e

// administer adds a unit, a person and a role; the new person signs in, and the
// trail tells of it.
func (j *journey) administer() {
	j.be("quantri")
	j.open("/quan-tri/don-vi?tu=phuong+dong+da")
	j.press("Phường Đống Đa")
	j.press("Thêm đơn vị trực thuộc")
	j.press("Lưu đơn vị")
	j.want(422)
	j.fill(fields{"name": "Tổ dân phố số 13", "type": "neighborhood"})
	j.press("Lưu đơn vị")
	j.want(200)
	j.has("Đã thêm đơn vị Tổ dân phố số 13")
	j.press("Sửa đơn vị")
	j.fill(fields{"name": "Tổ dân phố số 13, ngõ 18"})
	j.press("Lưu đơn vị")
	j.want(200)
	j.open("/quan-tri/tai-khoan/them")
	j.fill(fields{"name": "Mai Thị Sen", "login": "sen.mai", "role": "registrar", "unit": "Tổ dân phố số 13, ngõ 18 (to-dan-pho-so-13)", "password": "hoa sen tháng sáu"})
	j.press("Lập tài khoản")
	j.want(200)
	j.has("Mai Thị Sen", "sen.mai")
	j.open("/quan-tri/tai-khoan?tu=sen")
	j.press("Mai Thị Sen")
	j.fill(fields{"role": "auditor", "unit": "Phường Đống Đa (phuong-dong-da)"})
	j.press("Giao vai trò")
	j.want(200)
	j.has("Phường Đống Đa")
	j.press("Nhật ký của tài khoản này")
	j.open("/quan-tri/nhat-ky?nguoi=" + "Ng%C3%B4+Ng%E1%BB%8Dc+Y%E1%BA%BFn")
	j.has("Tổ dân phố số 13, ngõ 18")
	j.openEntry("Tổ dân phố số 13, ngõ 18")
	j.has("Trước", "Sau", "Tổ dân phố số 13, ngõ 18")
	j.leave()
	j.open("/dang-nhap")
	j.fill(fields{"login": "sen.mai", "password": "sai mật khẩu rồi"})
	j.press("Đăng nhập")
	j.want(422)
	j.fill(fields{"login": "sen.mai", "password": "hoa sen tháng sáu"})
	j.press("Đăng nhập")
	j.want(200)
	j.has("Chưa có bản nháp nào")
}

// openEntry opens the latest entry of the trail about a thing.
func (j *journey) openEntry(about string) {
	j.Helper()
	href := j.value(`[...document.querySelectorAll('main tr')].find(r => r.innerText.includes(` + quote(about) + `)).querySelector('a[href^="/quan-tri/nhat-ky/"]').getAttribute('href')`)
	j.open(href)
}
