// Units are suggested while their names are typed: links, or buttons that fill
// the field in. Without this the field is a plain one.
(() => {
"use strict";
const d = document, on = (what, fn) => d.addEventListener(what, fn);
if (d.suggests) return; // another field of the page has brought it
d.suggests = true;
const around = (el) => el.closest && el.closest("[data-suggest]");
const show = (box, html) => {
	const list = box.querySelector("[data-suggestions]");
	list.innerHTML = html;
	const said = list.querySelector("[data-said]");
	box.querySelector("[role=status]").textContent = said ? said.dataset.said : "";
};
const ask = async (box, field) => {
	const typed = field.value.trim(), day = field.form && field.form.elements.ngay;
	if (typed.length < 2) return show(box, "");
	const at = new URL(box.dataset.suggest, location);
	at.searchParams.set("tu", typed);
	if (day && day.value) at.searchParams.set("ngay", day.value);
	try {
		const r = await fetch(at);
		if (r.ok && !r.redirected && field.value.trim() === typed && box.contains(d.activeElement)) show(box, await r.text());
	} catch {}
};
on("input", (e) => {
	const box = around(e.target);
	if (!box) return;
	clearTimeout(box.wait);
	box.wait = setTimeout(ask, 120, box, e.target);
});

// The arrows walk from the field through the list and back; Escape closes it.
on("keydown", (e) => {
	const box = around(e.target);
	if (!box) return;
	const all = [...box.querySelectorAll("input,li>*")], at = all.indexOf(d.activeElement);
	const to = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[e.key];
	if (to === undefined || all.length < 2) return;
	e.preventDefault();
	if (e.key === "Escape") show(box, "");
	(all[to] || all[0]).focus();
});
const close = (e) => d.querySelectorAll("[data-suggest]").forEach((box) => {
	if (!box.contains(e.target)) show(box, "");
});
on("focusin", close);
on("click", (e) => {
	close(e);
	const chosen = e.target.closest("[data-suggestions] button");
	if (!chosen) return;
	const box = around(chosen), field = box.querySelector("input");
	field.value = chosen.value;
	field.dispatchEvent(new Event("change", { bubbles: true }));
	field.focus();
	show(box, "");
});
})();
