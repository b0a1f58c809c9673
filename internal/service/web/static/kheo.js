// Khéo with JavaScript. Every page works without it.
(() => {
"use strict";
const d = document, words = d.currentScript.dataset;
const all = (css, fn) => d.querySelectorAll(css).forEach(fn);
const on = (what, fn, at = d) => at.addEventListener(what, fn);
d.documentElement.classList.add("js");

// A form is sent once; its button keeps its width.
on("submit", (e) => {
	const f = e.target, b = e.submitter;
	if (f.method !== "post" || f.target || f.matches("[data-again]")) return;
	if (f.sent) return e.preventDefault();
	f.sent = true;
	f.dirty = false;
	if (!b) return;
	b.style.minWidth = b.offsetWidth + "px";
	b.setAttribute("aria-busy", "true");
	setTimeout(() => { b.disabled = true; });
});
on("pageshow", (e) => {
	count();
	if (!e.persisted) return;
	all("form", (f) => { f.sent = false; });
	all("[aria-busy]", (b) => { b.disabled = false; b.removeAttribute("aria-busy"); });
}, window);

// Leaving with unsaved changes asks first; drafts save themselves.
on("input", (e) => {
	const f = e.target.form;
	if (f && f.matches("[data-guard],[data-autosave]")) f.dirty = true;
	if (f && f.dataset.autosave) later(f);
	const tick = e.target.dataset.selectAll;
	if (tick) all(`input[name="${tick}"]`, (box) => { box.checked = e.target.checked; });
	count();
});
const count = () => all("[data-select-count]", (el) =>
	el.textContent = d.querySelectorAll(`input[name="${el.dataset.selectCount}"]:checked`).length);
on("beforeunload", (e) => all("form", (f) => { if (f.dirty) e.returnValue = "!"; }), window);
const later = (f) => { clearTimeout(f.wait); f.wait = setTimeout(save, 1000, f); };
const say = (text) => all("[data-autosave-status]", (el) => el.textContent = text);
const typed = (f) => [...new FormData(f)].filter((p) => typeof p[1] === "string");

// What cannot be sent stays here for a week.
const copy = (f, kept) => {
	const key = "kheo " + f.dataset.autosave;
	try {
		if (kept) localStorage[key] = JSON.stringify({ at: Date.now(), kept });
		if (kept === null) delete localStorage[key];
		return JSON.parse(localStorage[key] || null);
	} catch {}
};
const save = async (f) => {
	if (f.sent) return;
	if (f.busy) return later(f);
	f.busy = true;
	const now = typed(f), same = JSON.stringify(now);
	try {
		const r = await fetch(f.dataset.autosave, { method: "POST", body: new URLSearchParams(now) });
		if (!r.ok || r.redirected) throw r;
		say(await r.text());
		copy(f, null);
		if (same === JSON.stringify(typed(f))) f.dirty = false;
	} catch {
		copy(f, now);
		say(words.offline);
	}
	f.busy = false;
};
all("form[data-autosave]", (f) => {
	const old = copy(f);
	if (!old || Date.now() - old.at > 6048e5) return copy(f, null);
	const make = (tag, more) => Object.assign(d.createElement(tag), more);
	const box = make("div", { className: "notice notice-due row" });
	box.append(words.restore);
	const button = (textContent, fn) => box.append(make("button", {
		type: "button", className: "btn", textContent, onclick: () => { fn(); box.remove(); },
	}));
	button(words.yes, () => {
		for (const el of f.elements) {
			const was = old.kept.filter((p) => p[0] === el.name).map((p) => p[1]);
			if (/radio|checkbox/.test(el.type)) el.checked = was.includes(el.value);
			else if (was[0] && el.type !== "hidden") el.value = was[0];
		}
		f.dirty = true;
		save(f);
	});
	button(words.no, () => copy(f, null));
	f.prepend(box);
});

// Long work shows its progress.
const refresh = async (el) => {
	try {
		const r = await fetch(el.dataset.refreshUrl || location.href);
		const page = new DOMParser().parseFromString(await r.text(), "text/html");
		const fresh = r.ok && page.getElementById(el.id);
		if (fresh) { el.replaceWith(fresh); el = fresh; }
	} catch {}
	again(el);
};
const again = (el) => { if (el.dataset.refresh) setTimeout(refresh, el.dataset.refresh * 1000, el); };
all("[data-refresh]", again);

// "/" goes to the search field.
on("keydown", (e) => {
	const field = d.querySelector("[type=search]");
	if (e.key !== "/" || e.ctrlKey || e.altKey || !field || e.target.closest("input,textarea,select")) return;
	e.preventDefault();
	field.focus();
});
})();
