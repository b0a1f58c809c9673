// Checks a certificate's file or QR in the browser, as `kheo verify --offline` does: the
// same steps, the same outcomes, and nothing is sent. Sentences come from the page.
// What a reader in Go passes over, such as a line end in base64, passes here too.
const MAX_FILE = 32 << 20, MAX_NOTE = 128 << 10, MAX_PROOF = MAX_NOTE + (64 << 10), MAX_HASHES = 63, SALT = 16;
const encode = (text) => new TextEncoder().encode(text);
const ascii = (raw) => new TextDecoder("windows-1252").decode(raw); // of what is compared with ASCII only
const strict = (raw) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
const hex = (raw) => [...raw].map((b) => b.toString(16).padStart(2, "0")).join("");
const trim = (text) => text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");
const same = (a, b) => a.length === b.length && a.every((x, n) => x === b[n]);
const join = (...parts) => {
	const all = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0));
	let at = 0;
	for (const p of parts) { all.set(p, at); at += p.length; }
	return all;
};
const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", parts.length === 1 ? parts[0] : join(...parts)));

// indexOf finds what in raw; it begins with a line end.
function indexOf(raw, what, from = 0) {
	for (let at = raw.indexOf(what[0], from); at >= 0; at = raw.indexOf(what[0], at + 1)) {
		let n = 1;
		while (n < what.length && raw[at + n] === what[n]) n++;
		if (n === what.length) return at;
	}
	return -1;
}
const begins = (raw, what) => raw.length >= what.length && what.every((b, n) => raw[n] === b);
const PDF = encode("%PDF-"), PROOF = encode("\nc2sp.org/tlog-proof@v1\n"), SEAL = encode("\n%kheo-seal "), STREAM_END = encode("\nendstream");

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
// base64 returns bytes, or null; exact refuses a last letter with bits to spare.
function base64(text, exact) {
	const s = text.replace(/[\r\n]/g, "");
	if (s.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(s)) return null;
	const bare = s.replace(/=+$/, ""), spare = [0, 3, 15][s.length - bare.length];
	if (exact && LETTERS.indexOf(bare.slice(-1)) & spare) return null;
	return Uint8Array.from(atob(s), (c) => c.charCodeAt(0));
}
// base64url is without padding and always exact.
function base64url(text) {
	const s = text.replace(/[\r\n]/g, "");
	if (!/^[A-Za-z0-9_-]*$/.test(s) || s.length % 4 === 1) return null;
	return base64(s.replace(/-/g, "+").replace(/_/g, "/") + "=".repeat(-s.length & 3), true);
}
// size reads a decimal of at most 2⁶⁰ as a BigInt, or null.
function size(text) {
	if (!/^(0|[1-9][0-9]{0,18})$/.test(text)) return null;
	const n = BigInt(text);
	return n <= 1n << 60n ? n : null;
}
// hash32 reads a SHA-256 hash in base64, or null.
function hash32(text) {
	const raw = base64(text, true);
	return raw && raw.length === 32 ? raw : null;
}

// readKeys reads a file of public keys: name+id+base64, those retired with "until N" after
// it; who vouches for whom matters to those who follow the log only.
export function readKeys(text) {
	const all = [];
	for (const line of text.split("\n").map(trim)) {
		if (!line || line.startsWith("#")) continue;
		const [vkey, word, value] = line.split(/\s+/), until = word === "until" ? BigInt(value) : undefined;
		const m = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/i.exec(vkey), raw = m && base64(m[3], true);
		if (raw && raw.length === 33 && raw[0] === 1) all.push({ name: m[1], id: m[2].toLowerCase(), raw: raw.slice(1), until });
	}
	return all;
}
const imported = (key) => key.ready || (key.ready = crypto.subtle.importKey("raw", key.raw, { name: "Ed25519" }, false, ["verify"]));
const holds = async (key, text, signature) => signature.length === 64 && crypto.subtle.verify("Ed25519", await imported(key), signature, text);

// able tells whether this browser can check signatures.
export async function able(keys) {
	try {
		await Promise.all(keys.map(imported));
		return keys.length > 0;
	} catch {
		return false;
	}
}

// A verdict collects steps; a failed one ends it.
const verdict = () => ({ outcome: "", checks: [] });
const passed = (v, step) => v.checks.push([step, true]);
const failed = (v, outcome, step) => { v.checks.push([step, false]); v.outcome = outcome; return v; };

// examineFile checks a Blob.
export async function examineFile(blob, keys) {
	const v = verdict(), head = new Uint8Array(await blob.slice(0, PROOF.length).arrayBuffer());
	const pdf = begins(head, PDF);
	if (!pdf && !begins(head, PROOF.subarray(1))) return failed(v, "not_pdf", "kind");
	passed(v, "kind");
	if (blob.size > MAX_FILE) return failed(v, "too_large", "size");
	const file = new Uint8Array(await blob.arrayBuffer()), e = findProof(file, pdf);
	if (e === undefined && indexOf(file, SEAL) < 0) return failed(v, "no_proof", "carries");
	if (!e) return failed(v, "altered", "whole");
	passed(v, "carries");
	if (await examineProof(v, e, keys) && pdf) await examineSeal(v, file, keys);
	return v;
}

// findProof reads the only proof in a file: undefined when there is none, null when it is
// broken or there are several.
function findProof(file, pdf) {
	const at = pdf ? indexOf(file, PROOF) + 1 : 0;
	if (pdf && !at) return undefined;
	if (indexOf(file, PROOF, at) >= 0) return null;
	const end = indexOf(file, STREAM_END, at);
	return parseProof(file.subarray(at, end < 0 ? file.length : end));
}

// parseProof reads c2sp.org/tlog-proof@v1 whose extra data are salt and statement.
function parseProof(raw) {
	const cut = indexOf(raw, encode("\n\n"));
	if (cut < 0 || raw.length > MAX_PROOF) return null;
	const [, extra, index, ...path] = ascii(raw.subarray(0, cut)).split("\n");
	if (!extra || !extra.startsWith("extra ") || !index || !index.startsWith("index ") || path.length > MAX_HASHES) return null;
	const data = base64(extra.slice(6), true), n = size(index.slice(6)), hashes = path.map(hash32);
	if (!data || data.length <= SALT || n === null || hashes.includes(null)) return null;
	return { salt: data.subarray(0, SALT), statement: data.subarray(SALT), index: n, path: hashes, note: raw.subarray(cut + 2) };
}

// examineProof checks that e stands in a tree that one of keys signed.
async function examineProof(v, e, keys) {
	const c = await openCheckpoint(e.note, keys);
	v.key = c.signer || "";
	switch (c.wrong) {
		case "foreign":
			failed(v, "foreign", "issuer");
			return false;
		case "unknown_key":
			failed(v, "unknown_key", "known");
			return false;
		case "retired_key":
			failed(v, "retired_key", "entitled");
			return false;
		case "altered":
			failed(v, "altered", "signed");
			return false;
	}
	passed(v, "signed");
	const leaf = await sha256(Uint8Array.of(0), await sha256(e.salt, e.statement));
	if (!await included(e, c, leaf)) return failed(v, "other_record", "place"), false;
	passed(v, "place");
	const s = issued(e.statement);
	if (!s) return failed(v, "other_record", "issued"), false;
	passed(v, "issued");
	Object.assign(v, { outcome: "genuine", code: s.code || "", statement: s, origin: c.origin, old: c.key.until !== undefined });
	return true;
}

// openCheckpoint reads a signed note: every signature by a known key must hold, and one
// must be by a key of that origin which was not retired before.
async function openCheckpoint(raw, keys) {
	const bad = { wrong: "altered" };
	let text;
	try { text = strict(raw); } catch { return bad; }
	const cut = text.lastIndexOf("\n\n"), body = text.slice(0, cut + 1), lines = text.slice(cut + 2);
	if (raw.length > MAX_NOTE || /[\x00-\x09\x0b-\x1f]/.test(text) || cut < 0 || !lines.endsWith("\n")) return bad;
	const signers = [], seen = new Set(), all = lines.slice(0, -1).split("\n");
	if (all.length > 100) return bad;
	for (const line of all) {
		const m = /^— ([^\p{White_Space}+]+) (.+)$/u.exec(line), signature = m && base64(m[2], false);
		if (!signature || signature.length < 5) return bad;
		const id = hex(signature.subarray(0, 4)), key = keys.find((k) => k.name === m[1] && k.id === id);
		signers.push({ name: m[1], id, key });
		if (!key || seen.has(key)) continue;
		seen.add(key);
		if (!await holds(key, encode(body), signature.subarray(4))) return bad;
	}
	return entitled(parseCheckpoint(body), signers, keys);
}

// entitled finds the signer whose word counts.
function entitled(c, signers, keys) {
	if (!c) return { wrong: "altered" };
	const ours = signers.filter((s) => s.name === c.origin), known = ours.filter((s) => s.key);
	const good = known.find((s) => s.key.until === undefined || c.size <= s.key.until);
	if (good) return { ...c, key: good.key, signer: good.id };
	if (known.length) return { ...c, wrong: "retired_key", signer: known[0].id };
	if (!keys.some((k) => k.name === c.origin)) return { ...c, wrong: "foreign" };
	return { ...c, wrong: "unknown_key", signer: ours.length ? ours[0].id : "" };
}

// parseCheckpoint reads origin, size and hash, or null; further lines are passed over.
function parseCheckpoint(body) {
	const lines = body.split("\n"), n = size(lines[1] || ""), hash = hash32(lines[2] || "");
	if (lines.length < 4 || !lines[0] || n === null || !hash || lines.slice(3, -1).includes("")) return null;
	return { origin: lines[0], size: n, hash };
}

// included climbs from the leaf to the root (RFC 6962, 2.1.1).
async function included(e, c, leaf) {
	if (e.index >= c.size) return false;
	const turns = []; // from the root down: is the leaf on the left?
	for (let from = 0n, to = c.size; to - from > 1n;) {
		let half = 1n;
		while (half * 2n < to - from) half *= 2n;
		const left = e.index < from + half;
		turns.push(left);
		if (left) to = from + half; else from += half;
	}
	if (turns.length !== e.path.length) return false;
	let hash = leaf;
	for (const sibling of e.path) {
		hash = turns.pop() ? await sha256(Uint8Array.of(1), hash, sibling) : await sha256(Uint8Array.of(1), sibling, hash);
	}
	return same(hash, c.hash);
}

const texts = (o, ...names) => names.every((n) => o[n] === undefined || o[n] === null || typeof o[n] === "string");
const whole = (o, ...names) => names.every((n) => o[n] === undefined || o[n] === null || Number.isInteger(o[n]));
// issued reads the statement of an issued line, or null.
function issued(raw) {
	let s;
	try { s = JSON.parse(new TextDecoder("utf-8", { ignoreBOM: true }).decode(raw)); } catch { return null; }
	const r = s && s.record;
	if (!r || typeof r !== "object" || Array.isArray(r) || s.kind !== "issued") return null;
	if (!texts(s, "code", "at", "decision_id", "line_id", "reason") || !whole(s, "serial") || !whole(r, "position", "year")) return null;
	return texts(r, "decision", "kind", "number", "decided_on", "decided_by", "level", "award", "name", "participant_kind", "unit", "title", "merit", "season") ? s : null;
}

// examineSeal checks the last line of a PDF, which signs every byte before it.
async function examineSeal(v, file, keys) {
	const at = file.length - 109, m = at >= 0 && /^%kheo-seal ([0-9a-f]{8}) ([A-Za-z0-9+/]{86}==)\n$/.exec(ascii(file.subarray(at)));
	const signature = m && (at === 0 || file[at - 1] === 10) && base64(m[2], true);
	if (!signature) return failed(v, "altered", "sealed");
	const key = keys.find((k) => k.name === v.origin && k.id === m[1]);
	const text = `kheo/file-seal/v1\n${v.code}\n${hex(await sha256(file.subarray(0, at)))}\n`;
	if (!key || !await holds(key, encode(text), signature)) return failed(v, "altered", "every");
	passed(v, "every");
}

const ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ", SPECIAL = { O: 0, I: 1, L: 2, U: 3, S: 5 };
// parseCode returns the canonical form of a code of the register, or "".
export function parseCode(typed) {
	const upper = [...typed].map((c) => ([...c.toUpperCase()].length === 1 ? c.toUpperCase() : c)).join("");
	const all = upper.replace(/[ \-\t\n\r.\u00a0\u2010-\u2015]/g, "");
	if (!/^[0-9A-Z]{9,14}$/.test(all)) return "";
	const swap = (s, from, to) => s.replace(/./g, (c) => (from.includes(c) ? to[from.indexOf(c)] : c));
	const prefix = swap(all.slice(0, -8), "015", "OIS"), symbols = swap(all.slice(-8), "OILS", "0115");
	if (prefix !== "DVK" || symbols.includes("U")) return "";
	const value = (c) => (c in SPECIAL ? SPECIAL[c] : ALPHABET.indexOf(c));
	const sum = [...prefix + symbols].reduce((total, c, n) => total + value(c) * (11 - n), 0);
	return sum % 31 ? "" : `${prefix}-${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}

// codeIn is the code in a scanned address.
function codeIn(address) {
	const parts = address.split("/"), at = parts.findIndex((p, n) => n + 1 < parts.length && /^kiem-tra$/iu.test(p));
	return trim(at < 0 ? address : parts[at + 1].split(/[?#]/)[0]);
}

// parseShort reads the short form of a QR, or null.
function parseShort(packed) {
	const raw = base64url(packed);
	if (!raw || raw.length < 90 || raw[0] !== 1) return null;
	const number = raw.subarray(26, 26 + raw[25]), signature = raw.subarray(26 + raw[25]);
	if (number.length !== raw[25] || signature.length !== 64) return null;
	const packedDay = new DataView(raw.buffer).getUint32(5), day = new Date(0);
	day.setUTCFullYear(Math.floor(packedDay / 10000), Math.floor(packedDay / 100) % 100 - 1, packedDay % 100);
	return { id: hex(raw.subarray(1, 5)), day, name: raw.subarray(9, 25), number, signature };
}
// iso writes a day as Go does; the first day of the calendar is none.
const iso = (day) => {
	const text = `${String(day.getUTCFullYear()).padStart(4, "0")}-${String(day.getUTCMonth() + 1).padStart(2, "0")}-${String(day.getUTCDate()).padStart(2, "0")}`;
	return text === "0001-01-01" ? "" : text;
};
export const hashName = async (code, name) => (await sha256(encode(code + "\n" + name.normalize("NFC")))).subarray(0, 16);

// examineQR checks the text of a QR; name, where it is not empty, is the one on the paper.
export async function examineQR(text, name, keys) {
	const v = verdict(), all = trim(text), cut = all.indexOf("#");
	v.code = codeIn(cut < 0 ? all : all.slice(0, cut));
	const code = parseCode(v.code);
	if (cut < 0 || !code) return failed(v, "no_code", "scanned");
	v.code = code;
	const f = parseShort(all.slice(cut + 1));
	if (!f) return failed(v, "altered", "scanned");
	passed(v, "scanned");
	const key = keys.find((k) => k.id === f.id);
	if (!key) return failed(v, "foreign", "issuer");
	v.key = key.id;
	const head = encode(`kheo/short-form/v1\n${code}\n`);
	if (!await holds(key, join(head, f.number, encode(`\n${iso(f.day)}\n${hex(f.name)}\n`)), f.signature)) return failed(v, "altered", "qr");
	passed(v, "qr");
	Object.assign(v, { outcome: "genuine", short: { number: new TextDecoder().decode(f.number), day: iso(f.day), name: f.name }, old: key.until !== undefined });
	if (name) {
		if (!same(await hashName(code, name), f.name)) return failed(v, "other_name", "name");
		passed(v, "name");
	}
	return v;
}
