// The page on which a file or the text of a QR is checked, and the page of a line that a
// QR opened. All of it happens here: see verify.js. Sentences are in the page's templates.
const d = document, page = d.querySelector("[data-verify]");
const { able, examineFile, examineQR, hashName, readKeys } = await import(page.dataset.verify);
const keys = readKeys(page.dataset.keys), ready = await able(keys);

// copy is a template of the page whose {names} are replaced by values.
function copy(name, values = {}) {
	const fresh = page.querySelector(`template[data-say="${name}"]`).content.cloneNode(true);
	const fill = (text) => text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
	const walk = d.createTreeWalker(fresh, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) walk.currentNode.data = fill(walk.currentNode.data);
	fresh.querySelectorAll("a[href*='{']").forEach((a) => { a.href = a.getAttribute("href").replace(/\{(\w+)\}/g, (_, key) => encodeURIComponent(values[key] ?? "")); });
	return fresh;
}
const word = (name) => (page.querySelector(`template[data-say="${name}"]`) ? copy(name).textContent.trim() : "");
const civil = (iso) => (iso || "").split("-").reverse().join("/");

// steps are what was looked at, in order.
function steps(v) {
	const sheet = copy("steps"), list = sheet.querySelector("ol");
	for (const [step, ok] of v.checks) list.append(copy(ok ? "passed" : "failed", { what: word("step-" + step) }));
	return sheet;
}

// facts are what the statement says, in plain words; what it does not say is left out.
function facts(v) {
	if (v.short) return copy("short", { code: v.code, number: v.short.number, day: civil(v.short.day) });
	const s = v.statement, r = s.record, award = r.award ? ": " + r.award : "";
	const sheet = copy("record", {
		...r, code: v.code, serial: s.serial, position: r.position, day: civil(r.decided_on),
		participant_kind: word("kind-" + r.participant_kind), what: (word("what-" + r.kind) || r.kind || "") + award,
	});
	sheet.querySelectorAll("dl > div").forEach((row) => { if (!row.querySelector("dd").textContent.trim()) row.remove(); });
	return sheet;
}

// show says what came of checking.
function show(v, kind, name) {
	const result = d.getElementById("ket-qua"), good = v.outcome === "genuine";
	result.replaceChildren(copy(good ? "genuine-" + kind : v.outcome, { key: v.key, code: v.code }));
	if (name) result.prepend(copy("about", { name }));
	if (good && v.old) result.append(copy("old", { key: v.key }));
	if (good) result.append(facts(v));
	result.append(steps(v));
	if (good) result.append(copy("today", { code: v.code }));
	result.dataset.outcome = v.outcome;
	result.scrollIntoView({ block: "nearest" });
}

// busy runs a check and says so as long as it takes.
async function busy(check) {
	const result = d.getElementById("ket-qua");
	delete result.dataset.outcome;
	result.replaceChildren(copy("busy"));
	try {
		show(...await check());
	} catch {
		result.replaceChildren(copy("unread"));
		result.dataset.outcome = "unread";
	}
}

function tool() {
	const input = d.getElementById("f-tep"), form = d.getElementById("o-qr");
	const look = (file) => busy(async () => {
		const v = await examineFile(file, keys);
		return [v, (await file.slice(0, 5).text()) === "%PDF-" ? "file" : "proof", file.name];
	});
	input.addEventListener("change", () => { if (input.files[0]) look(input.files[0]); });
	d.addEventListener("dragover", (e) => e.preventDefault());
	d.addEventListener("drop", (e) => {
		e.preventDefault();
		const file = e.dataTransfer.files[0];
		input.value = "";
		if (file) look(file);
	});
	form.addEventListener("submit", (e) => {
		e.preventDefault();
		const name = form.elements.ten.value.trim();
		busy(async () => [await examineQR(form.elements.chu.value, name, keys), "qr", ""]);
	});
	page.querySelector("[data-tool]").hidden = false;
}

// scanned compares the short form in the address with what the page shows.
async function scanned() {
	const packed = location.hash.slice(1), data = page.dataset;
	if (!packed || d.getElementById(packed)) return;
	let said = "unable";
	if (ready) {
		const v = await examineQR(`/kiem-tra/${data.code}#${packed}`, "", keys), f = v.short;
		const named = f && (!data.name || String(await hashName(data.code, data.name)) === String(f.name));
		said = v.outcome !== "genuine" ? "wrong" : f.number === data.number && f.day === data.day && named ? "right" : "differs";
	}
	const box = d.createElement("div");
	box.id = "chu-ky-qr";
	box.setAttribute("role", "status");
	box.dataset.outcome = said;
	const state = [...d.querySelectorAll("main .sections > .notice")].pop(); // how the line stands comes first
	(state || d.querySelector("main .head")).after(box);
	box.append(copy(said));
}

if (page.dataset.code) {
	addEventListener("hashchange", () => location.reload());
	scanned();
} else {
	page.querySelector("[data-unable]").hidden = ready;
	page.querySelector("[data-bare]").hidden = true;
	if (ready) tool();
}
