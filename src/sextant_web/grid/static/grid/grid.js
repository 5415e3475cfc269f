// The grid by keyboard and by touch. Without this module the page is a table and plain forms.
const page = document.getElementById("page");
const grid = document.getElementById("g");
const box = document.getElementById("sheet-box");
const help = document.getElementById("help-box");
const said = document.getElementById("said");
const verdict = document.getElementById("verdict");
const HALVES = ["matin", "après-midi", "nuit"];
const FITS = { M: "0", A: "1", N: "2", J: "0", D: "2", S: "01", a: "2", b: "0", u: "01", p: "01", r: "01" };
const ABSENT = "cmf";
const narrow = window.matchMedia("(max-width: 47.9rem)");
let at = null; // the cell one is on: {row, day, half}
let revision = Number(page.dataset.revision);
let busy = Promise.resolve();

document.documentElement.classList.add("scripted");
document.getElementById("help").hidden = false;
document.querySelector(".phone-tabs").hidden = false;

// ── Cells ───────────────────────────────────────────────────────────────────────────────────────

const rows = () => grid.tBodies[0].rows;
const count = rows()[0] ? rows()[0].cells.length - 2 : 0;
const cell = (row, day) => rows()[row].cells[day + 1];
const band = ({ row, day, half }) => cell(row, day).querySelectorAll("i")[half];
const name = (row) => rows()[row].cells[0].textContent;
const dayTitle = (day) => grid.tHead.rows[1].cells[day + 1].title;

function placeOf(i) {
  const td = i.closest("td");
  return { row: td.parentElement.sectionRowIndex, day: td.cellIndex - 1, half: [...td.querySelectorAll("i")].indexOf(i) };
}

function says(place) {
  const i = band(place);
  const meaning = letterName(i.textContent) || "rien";
  const marked = cell(place.row, place.day).matches(".x, .y") ? ", un point à corriger ce jour-là" : "";
  return `${name(place.row)}, ${dayTitle(place.day)}, ${HALVES[place.half]} : ${meaning}${i.classList.contains("k") ? ", fixé" : ""}${marked}`;
}

function letterName(letters) {
  const found = [...document.querySelectorAll(".legend li")].find((li) => li.firstElementChild.textContent === letters[0]);
  return found ? found.textContent.trim().slice(1).trim() : letters;
}

function go(place, focus = true) {
  if (at) {
    const old = band(at);
    if (old) old.removeAttribute("tabindex");
    grid.tHead.rows[1].cells[at.day + 1].classList.remove("at");
  }
  at = {
    row: Math.max(0, Math.min(rows().length - 1, place.row)),
    day: Math.max(0, Math.min(count - 1, place.day)),
    half: Math.max(0, Math.min(2, place.half)),
  };
  const i = band(at);
  i.tabIndex = 0;
  i.setAttribute("role", "button");
  i.setAttribute("aria-label", says(at));
  grid.tHead.rows[1].cells[at.day + 1].classList.add("at");
  if (focus) {
    i.focus({ preventScroll: true });
    show(i);
  }
}

// Into sight, not under the names nor the accounts.
function show(i) {
  const scroll = grid.parentElement;
  const box = i.getBoundingClientRect();
  const frame = scroll.getBoundingClientRect();
  const left = frame.left + rows()[0].cells[0].offsetWidth + 8;
  const last = rows()[0].cells[count + 1];
  const right = frame.right - (getComputedStyle(last).position === "sticky" ? last.offsetWidth : 0) - 24;
  const top = frame.top + grid.tHead.offsetHeight + 8;
  if (box.left < left) scroll.scrollLeft -= left - box.left;
  if (box.right > right) scroll.scrollLeft += box.right - right;
  if (box.top < top) scroll.scrollTop -= top - box.top;
  if (box.bottom > frame.bottom - 24) scroll.scrollTop += box.bottom - frame.bottom + 24;
}

// ── Gestures sent to the server ─────────────────────────────────────────────────────────────────

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

function send(address, fields) {
  // One after the other: each gesture says which revision it saw.
  busy = busy.then(() => sendNow(address, fields)).catch(() => tell("Le réseau n’a pas répondu : rien n’est écrit. Réessayez.", true));
  return busy;
}

async function sendNow(address, fields) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "X-CSRFToken": token(), "X-Requested-With": "grid" },
    body: new URLSearchParams({ ...fields, revision }),
  });
  if (answer.status === 404 || answer.redirected) return tell("Votre session est finie : rien n’est écrit. Rechargez la page.", true);
  const told = await answer.json();
  if (!answer.ok) {
    tell(told.said, true);
    if (told.reload) offerReload();
    return null;
  }
  redraw(told);
  return told;
}

function redraw(told) {
  revision = told.revision;
  page.querySelectorAll("[name=revision]").forEach((input) => { input.value = revision; });
  const keep = at && document.activeElement && grid.contains(document.activeElement);
  for (const row of told.rows) {
    const tr = rows()[row.n];
    const account = tr.cells[tr.cells.length - 1];
    while (tr.cells.length > 2) tr.deleteCell(1);
    tr.cells[0].insertAdjacentHTML("afterend", row.cells);
    account.innerHTML = row.account;
  }
  document.getElementById("panel").innerHTML = told.panel;
  const nobody = document.getElementById("nobody");
  nobody.innerHTML = told.nobody;
  nobody.hidden = !told.nobody;
  verdict.textContent = told.verdict;
  verdict.className = `grid-verdict${told.lawful ? "" : " broken"}`;
  document.getElementById("undo").disabled = !told.undo;
  document.getElementById("redo").disabled = !told.redo;
  said.textContent = `${told.said}. ${told.verdict}`;
  if (at) go(at, keep);
  if (!told.rows.length) return;
  remark();
  drawPhone();
}

// Rows that did not change keep their marks; only their keys may have moved.
function remark() {
  const lines = [...document.querySelectorAll("#panel li[id]")];
  for (const td of grid.querySelectorAll("td.x, td.y")) {
    const link = td.querySelector("a");
    const line = lines.find((li) => li.querySelector(`a[href="#${td.id}"]`));
    if (link && line) link.hash = line.id;
  }
}

function tell(text, refused = false) {
  said.textContent = text;
  verdict.textContent = text;
  verdict.classList.toggle("refused", refused);
  const wrong = document.getElementById("box-wrong");
  wrong.textContent = box.open && refused ? text : "";
  wrong.className = box.open && refused ? "wrong" : "";
}

function offerReload() {
  const again = document.createElement("a");
  again.href = location.pathname;
  again.textContent = "Recharger";
  again.className = "button plain";
  verdict.append(" ", again);
}

function write(letter) {
  if (!page.dataset.edit || !at) return;
  if (letter && ABSENT.includes(letter)) return away();
  const line = document.getElementById("box-line");
  send(page.dataset.edit, { who: at.row, day: at.day, half: at.half, letter, op: "set", line: box.open && line ? line.value : "" }).then(closeIfDone);
}

function pin() {
  if (page.dataset.edit && at) send(page.dataset.edit, { who: at.row, day: at.day, half: at.half, op: "pin" }).then(closeIfDone);
}

function closeIfDone() {
  if (box.open && !document.getElementById("box-wrong").textContent) box.close();
}

function replay(again) {
  if (page.dataset.replay) send(page.dataset.replay, { again: again ? "1" : "" });
}

function away() {
  if (page.dataset.repair) location.href = `${page.dataset.repair}?who=${at.row}&day=${at.day}`;
}

// The letter that a key means in this half-day: M by night is nothing, « a » in the afternoon is A.
function meant(key, half) {
  if (ABSENT.includes(key)) return key;
  const fits = (letter) => FITS[letter] && FITS[letter].includes(String(half));
  if (key === "U") return fits("u") ? "u" : null;
  if (fits(key)) return key;
  for (const other of [key.toUpperCase(), key.toLowerCase()]) if (other !== "u" && fits(other)) return other;
  if ("MAma".includes(key) && half < 2) return "MA"[half];
  return FITS[key] || FITS[key.toUpperCase()] ? undefined : null;
}

// ── Keyboard ────────────────────────────────────────────────────────────────────────────────────

grid.addEventListener("keydown", (event) => {
  if (!at || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = event.shiftKey ? 7 : 1;
  const moves = {
    ArrowLeft: { ...at, day: at.day - step },
    ArrowRight: { ...at, day: at.day + step },
    ArrowUp: at.half > 0 && step === 1 ? { ...at, half: at.half - 1 } : { ...at, row: at.row - 1, half: step === 1 && at.row > 0 ? 2 : at.half },
    ArrowDown: at.half < 2 && step === 1 ? { ...at, half: at.half + 1 } : { ...at, row: at.row + 1, half: step === 1 && at.row < rows().length - 1 ? 0 : at.half },
    Home: { ...at, day: 0 },
    End: { ...at, day: count - 1 },
    PageUp: { ...at, row: at.row - 5 },
    PageDown: { ...at, row: at.row + 5 },
  };
  if (moves[event.key]) {
    event.preventDefault();
    return go(moves[event.key]);
  }
  const gestures = {
    " ": pin,
    u: () => replay(false),
    y: () => replay(true),
    "?": () => help.showModal(),
    Enter: open,
    w: why,
    "!": nextWrong,
    ".": () => write(""),
    Delete: () => write(""),
    Backspace: () => write(""),
  };
  if (gestures[event.key]) {
    event.preventDefault();
    return gestures[event.key]();
  }
  if (event.key.length !== 1) return;
  const letter = meant(event.key, at.half);
  if (letter) {
    event.preventDefault();
    write(letter);
  } else if (letter === undefined) tell(`« ${event.key} » ne va pas dans cette demi-journée (${HALVES[at.half]}).`, true);
});

grid.addEventListener("focusin", (event) => {
  if (event.target.matches("i") && !(at && band(at) === event.target)) go(placeOf(event.target), false);
});

grid.parentElement.addEventListener("keydown", (event) => {
  if (event.target === grid.parentElement && (event.key === "Enter" || event.key.startsWith("Arrow"))) {
    event.preventDefault();
    go(at || { row: 0, day: 0, half: 0 });
  }
});

function nextWrong() {
  const marked = [...grid.querySelectorAll("td.x, td.y")];
  if (!marked.length) return tell("Rien à corriger.");
  const here = cell(at.row, at.day);
  const next = marked.find((td) => here.compareDocumentPosition(td) & Node.DOCUMENT_POSITION_FOLLOWING) || marked[0];
  go({ row: next.parentElement.sectionRowIndex, day: next.cellIndex - 1, half: 0 });
  const line = document.getElementById(next.querySelector("a").hash.slice(1));
  if (line) {
    said.textContent = line.textContent.trim();
    document.querySelectorAll("#panel .shown").forEach((li) => li.classList.remove("shown"));
    line.classList.add("shown");
    line.scrollIntoView({ block: "nearest" });
  }
}

// ── Mouse and touch ─────────────────────────────────────────────────────────────────────────────

grid.addEventListener("click", (event) => {
  const i = event.target.closest("i");
  if (!i) return;
  const same = at && band(at) === i && document.activeElement === i;
  go(placeOf(i));
  if (same || window.matchMedia("(pointer: coarse)").matches) open();
});

document.getElementById("panel").addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#c']");
  if (!link) return;
  const [row, day] = link.hash.slice(2).split("-").map(Number);
  event.preventDefault();
  if (narrow.matches) {
    view = "person";
    pick = row;
    drawPhone();
    const there = document.getElementById(`p${day}`);
    if (there) there.scrollIntoView({ block: "center" });
    return;
  }
  go({ row, day, half: 0 });
});

function open() {
  if (!at) return;
  document.getElementById("box-title").textContent = says(at);
  document.getElementById("box-wrong").textContent = "";
  document.getElementById("box-answer").textContent = "";
  const here = band(at);
  box.querySelectorAll("[data-letter]").forEach((button) => {
    button.hidden = Boolean(button.dataset.letter) && !button.dataset.halves.includes(String(at.half));
    button.setAttribute("aria-pressed", String(button.dataset.letter === here.textContent));
  });
  const pinned = document.getElementById("box-pin");
  if (pinned) pinned.textContent = here.classList.contains("k") ? "Libérer" : "Fixer";
  const gone = document.getElementById("box-away");
  if (gone) gone.href = `${page.dataset.repair}?who=${at.row}&day=${at.day}`;
  if (!box.open) box.showModal();
}

box.addEventListener("click", (event) => {
  const button = event.target.closest("[data-letter]");
  if (button) write(button.dataset.letter);
  else if (event.target.id === "box-pin") pin();
  else if (event.target.id === "box-why") why();
  else if (event.target === box) box.close();
});
box.addEventListener("close", () => { if (at && !narrow.matches) go(at); });
document.getElementById("help").addEventListener("click", () => help.showModal());
document.querySelector(".replay")?.addEventListener("submit", (event) => {
  event.preventDefault();
  replay(event.submitter && event.submitter.value === "1");
});

async function why() {
  if (!page.dataset.why) return;
  open();
  const answer = document.getElementById("box-answer");
  answer.textContent = "Chaque collègue est essayé à cette place…";
  const query = new URLSearchParams({ who: at.row, day: at.day, half: at.half });
  try {
    const got = await fetch(`${page.dataset.why}?${query}`, { headers: { "X-Requested-With": "grid" } });
    answer.innerHTML = got.ok ? await got.text() : "";
  } catch {
    answer.textContent = "Le réseau n’a pas répondu. Réessayez.";
  }
}

// ── A phone: one person's days, or one day's people ─────────────────────────────────────────────

let view = "person";
let pick = 0;
const list = document.getElementById("phone-list");
const picker = document.getElementById("pick");
const today = Math.round((new Date(new Date().toDateString()) - new Date(`${page.dataset.first}T00:00`)) / 864e5);

for (const [id, kind] of [["by-person", "person"], ["by-day", "day"]]) {
  document.getElementById(id).addEventListener("click", (event) => {
    event.preventDefault();
    view = kind;
    pick = kind === "day" ? Math.max(0, Math.min(count - 1, today)) : 0;
    drawPhone();
  });
}
picker.addEventListener("change", () => { pick = Number(picker.value); drawPhone(); });
list.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  go({ row: Number(button.dataset.row), day: Number(button.dataset.day), half: Number(button.dataset.half) }, false);
  open();
});

function drawPhone() {
  if (!narrow.matches || !count) return;
  document.getElementById("by-person").toggleAttribute("aria-current", view === "person");
  document.getElementById("by-day").toggleAttribute("aria-current", view === "day");
  const open = nobody();
  picker.replaceChildren(
    ...(view === "person" ? [...rows()].map((tr, n) => new Option(tr.cells[0].textContent, n)) : [...Array(count).keys()].map((n) => new Option(dayTitle(n), n))),
    ...(view === "person" && open ? [new Option("Sans personne", NOBODY)] : []),
  );
  if (pick === NOBODY && !(view === "person" && open)) pick = 0;
  picker.value = pick;
  const lines = [];
  if (pick === NOBODY) {
    for (let day = 0; day < count; day += 1) {
      if (isOpen(open, day)) lines.push(openLine(open, day, dayTitle(day).split(" ").slice(0, 2).join(" ")));
    }
  } else if (view === "person") {
    for (let day = 0; day < count; day += 1) {
      const head = grid.tHead.rows[1].cells[day + 1];
      if (day === 0 || head.classList.contains("w")) lines.push(weekLine(day));
      lines.push(phoneLine(pick, day, dayTitle(day).split(" ").slice(0, 2).join(" ")));
    }
  } else {
    if (open && isOpen(open, pick)) lines.push(openLine(open, pick, "Sans personne"));
    for (let row = 0; row < rows().length; row += 1) lines.push(phoneLine(row, pick, name(row)));
  }
  list.replaceChildren(...lines);
}

const NOBODY = -1;
const nobody = () => document.getElementById("nobody").rows[0]; // drawn when a duty is held by nobody
const isOpen = (tr, day) => tr.cells[day + 1].querySelector(".hole");

function openLine(tr, day, label) {
  const li = document.createElement("li");
  li.className = "open";
  const when = document.createElement("span");
  when.className = "when";
  when.textContent = label;
  const bands = document.createElement("span");
  bands.className = "bands";
  tr.cells[day + 1].querySelectorAll("i").forEach((i, half) => {
    const one = document.createElement("span");
    if (i.textContent) {
      one.className = `half-day ${i.textContent}`;
      one.append(i.textContent);
      const heard = document.createElement("span");
      heard.className = "unheard";
      heard.textContent = ` ${HALVES[half]}, ${letterName(i.textContent)}, sans personne`;
      one.append(heard);
    }
    bands.append(one);
  });
  li.append(when, bands);
  return li;
}

function weekLine(day) {
  const li = document.createElement("li");
  li.className = "wk";
  li.textContent = `Semaine du ${dayTitle(day).split(" ").slice(1).join(" ")}`;
  return li;
}

function phoneLine(row, day, label) {
  const td = cell(row, day);
  const li = document.createElement("li");
  li.id = view === "person" ? `p${day}` : "";
  li.className = ["s", "x"].filter((c) => td.classList.contains(c)).join(" ");
  const when = document.createElement("span");
  when.className = "when";
  when.textContent = label;
  const bands = document.createElement("span");
  bands.className = "bands";
  td.querySelectorAll("i").forEach((i, half) => {
    const button = document.createElement("button");
    button.type = "button";
    Object.assign(button.dataset, { row, day, half });
    button.setAttribute("aria-label", says({ row, day, half }));
    const letter = document.createElement("span");
    letter.className = i.textContent ? `half-day ${i.className}` : "";
    letter.textContent = i.textContent || "·";
    button.append(letter);
    bands.append(button);
  });
  li.append(when, bands);
  return li;
}

narrow.addEventListener("change", drawPhone);
drawPhone();
if (count) go({ row: 0, day: Math.max(0, Math.min(count - 1, today)), half: 0 }, false);
if (!narrow.matches && today > 7 && today < count) show(band(at));
