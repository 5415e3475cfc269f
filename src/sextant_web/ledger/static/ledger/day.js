// « Ma journée » with a script: the same gestures as the form, kept on the phone first, sent when the network is there.
import * as store from "./store.js";
import * as entries from "./entries.js";
import { send } from "./sending.js";
import { sayCount, sayDate, sayDuration, sayTime } from "./wording.js";

const page = document.getElementById("jour");
const $ = (id) => document.getElementById(id);
const form = $("geste");
const addresses = { sync: page.dataset.sync, token: page.dataset.token };
let owner = page.dataset.owner;
let told = null;

const now = () => new Date(Date.now() + ((told && told.shift) || 0) * 1000);

// ── The start ─────────────────────────────────────────────────────────────────────────────────────

async function start() {
  if (!window.indexedDB || !(await store.usable())) return; // the plain form stays
  if (owner) await store.setOwner(owner);
  else owner = await store.owner();
  told = await store.known(owner);
  const fresh = $("connu");
  if (fresh) await learn(JSON.parse(fresh.textContent));
  await show();
  form.addEventListener("submit", gesture);
  document.addEventListener("click", click);
  document.addEventListener("submit", sheet);
  setInterval(tick, 5000);
  window.addEventListener("online", go);
  document.addEventListener("visibilitychange", () => document.hidden || go());
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(page.dataset.worker, { scope: "/" }).catch(() => {});
  page.dataset.ready = "yes";
  await go();
  setInterval(async () => (await waiting()).length && go(), 30000);
}

// What the site said last. What waits here is later: the open arrival of the phone is kept over the site's.
async function learn(known) {
  const rows = await store.queue(owner);
  const mine = rows.some((row) => ["arrival", "give-up", "entry"].includes(row.item.type) && row.state === "waiting");
  told = { ...told, ...known, owner, arrival: mine ? told.arrival : known.arrival };
  if (owner) await store.setKnown(told);
}

const waiting = async () => (await store.queue(owner)).filter((row) => row.state === "waiting");

// ── Sending ───────────────────────────────────────────────────────────────────────────────────────

let going = null;
let again = false;
function go() {
  if (going) {
    again = true;
    return going;
  }
  going = sendAll().finally(() => {
    going = null;
    if (again) {
      again = false;
      go();
    }
  });
  return going;
}

async function sendAll() {
  if (!owner) return say("signed-out");
  const result = await send(owner, addresses, told);
  if (result.now) told.seen = result.now;
  if (Math.abs(result.gap || 0) <= 600 && told.shift && result.gap !== undefined) told.shift = 0;
  if (result.known) await learn(result.known);
  await say(result.state, result);
  await show();
}

async function say(state, result = {}) {
  const count = (await waiting()).length;
  const kept = count ? ` ${sayCount(count, "entrée")} sur ce téléphone, rien n’est perdu.` : "";
  const words = {
    ok: "",
    offline: `Hors ligne : vous pouvez noter, tout partira au retour du réseau.${kept}`,
    "signed-out": `Votre session est finie : reconnectez-vous pour envoyer.${kept}`,
    other: result.says || "",
    clock: `${result.says || ""}${kept}`,
    trouble: `${result.says || "Le site ne répond pas bien ; nouvel essai dans un instant."}${kept}`,
  }[state];
  const box = $("reseau");
  box.hidden = !words;
  box.dataset.state = state;
  const text = box.querySelector("p");
  text.textContent = words;
  if (state === "signed-out") link(text, page.dataset.signIn, "Se connecter");
  if (state === "clock") button(text, `Mes heures sont celles de cette horloge : les décaler de ${sayGap(result.gap)}`, () => shift(-result.gap));
}

const sayGap = (seconds) => {
  const minutes = Math.round(Math.abs(seconds) / 60);
  return minutes >= 1440 && minutes % 1440 < 5 ? sayCount(Math.round(minutes / 1440), "jour") : sayDuration(minutes);
};

function link(after, href, words) {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = words;
  after.append(" ", made, ".");
}

function button(after, words, gesture) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", gesture);
  after.append(document.createElement("br"), made);
}

// The clock was wrong when things were noted: their hours are moved, and those to come with them.
async function shift(seconds) {
  for (const row of await waiting()) await store.keep({ ...row, item: entries.moved(row.item, seconds) });
  if (told.arrival) told.arrival = entries.moved({ type: "arrival", ...told.arrival }, seconds);
  told.shift = seconds;
  await store.setKnown(told);
  await go();
}

// ── Gestures ──────────────────────────────────────────────────────────────────────────────────────

async function gesture(event) {
  event.preventDefault();
  const act = event.submitter ? event.submitter.value : told.arrival ? "leave" : "arrive";
  if (!owner) return say("signed-out");
  const moment = now();
  try {
    if (act === "arrive") await arrive(moment);
    if (act === "leave") await leave(moment);
    if (act === "give-up") await giveUp(moment);
    if (act === "call-out" || act === "back") await call(act, moment);
  } catch (error) {
    $("reseau").hidden = false;
    $("reseau").querySelector("p").textContent = `Rien n’a été noté : le téléphone refuse d’écrire (${error.name}). Libérez de la place, puis recommencez.`;
    return;
  }
  await show();
  await go();
}

const put = (item) =>
  store.keep({ key: `${item.type}:${item.id}`, owner, item, state: "waiting", says: "", made: Date.now() + put.count++ / 1000 });
put.count = 0;

async function arrive(moment) {
  const kind = (form.querySelector("input[name=kind]:checked") || {}).value || "stage";
  told.arrival = entries.arrival(kind, moment, told.seen);
  await put(told.arrival);
  await store.setKnown(told);
}

async function leave(moment) {
  const open = told.arrival;
  const minutes = (moment - new Date(open.at)) / 60000;
  let garde = null;
  const field = $("garde_from");
  if (open.kind === "stage" && field.value && !$("garde-apres").hidden) {
    const [hour, minute] = field.value.split(":").map(Number);
    garde = new Date(open.at);
    garde.setHours(hour, minute, 0, 0);
  }
  if (open.kind === "stage" && minutes > entries.LONGEST_STAGE && !garde) {
    $("garde-apres").hidden = false;
    field.value = "18:30";
    field.focus();
    return;
  }
  const value = (name) => form.elements[name].value.trim();
  const number = (name) => (value(name) === "" ? null : Number(value(name)));
  const more = {
    lunch: number("lunch") || 0,
    pause: { oui: true, non: false }[value("pause")] ?? null,
    out_of_care: number("out_of_care"),
    tags: value("tags").split(",").map((tag) => tag.trim()).filter(Boolean),
    note: value("note"),
    garde_from: garde,
  };
  for (const item of entries.leave(open, moment, more, told.seen)) await put(item);
  await store.forget(`arrival:${open.id}`);
  told.arrival = null;
  told.lunch = more.lunch;
  await store.setKnown(told);
  for (const name of ["pause", "out_of_care", "tags", "note", "garde_from"]) form.elements[name].value = "";
  $("garde-apres").hidden = true;
}

async function giveUp(moment) {
  const open = told.arrival;
  await store.forget(`arrival:${open.id}`);
  await put({ type: "give-up", id: open.id, recorded_at: entries.stamp(moment), seen: told.seen });
  told.arrival = null;
  await store.setKnown(told);
}

async function call(act, moment) {
  const calls = told.arrival.calls.map((one) => ({ ...one }));
  if (act === "call-out") calls.push({ from: entries.wall(moment) });
  else {
    const last = calls[calls.length - 1];
    last.to = entries.wall(moment);
    const onSite = form.elements.on_site.value.trim();
    if (/^\d{1,3}$/.test(onSite)) last.on_site = Number(onSite);
    form.elements.on_site.value = "";
  }
  told.arrival = { ...told.arrival, type: "arrival", calls, recorded_at: entries.stamp(moment), seen: told.seen };
  await put(told.arrival);
  await store.setKnown(told);
}

// ── What is shown ─────────────────────────────────────────────────────────────────────────────────

function tick() {
  const moment = now();
  for (const span of document.querySelectorAll(".clock")) span.textContent = sayTime(moment);
  $("date").textContent = sayDate(moment);
}

const label = (kind) => {
  const input = form.querySelector(`input[name=kind][value="${kind}"]`);
  return input ? input.parentElement.textContent.trim() : $("fiche").content.querySelector(`option[value="${kind}"]`)?.textContent || kind;
};

async function show() {
  tick();
  const open = told.arrival;
  $("ouvert").hidden = !open;
  $("ferme").hidden = Boolean(open);
  if (open) {
    const since = new Date(open.at);
    const minutes = Math.max(0, Math.floor((now() - since) / 60000));
    $("depuis").textContent = `${label(open.kind)} depuis ${sayDate(since)} à ${sayTime(since)} (${sayDuration(minutes)}).`;
    const astreinte = open.kind === "astreinte";
    document.querySelector("[data-says=leave]").textContent = astreinte ? "Mon astreinte finit" : "Je pars";
    $("astreinte").hidden = !astreinte;
    const away = open.calls.find((one) => !one.to);
    $("deplacement").hidden = Boolean(away);
    $("retour").hidden = !away;
    if (away) $("depuis-deplacement").textContent = `En déplacement depuis ${sayTime(new Date(away.from))}.`;
    $("nombre").textContent = open.calls.length ? `${sayCount(open.calls.length, "déplacement")}.` : "";
    if (told.lunch !== undefined && !form.dataset.lunchSet) {
      form.elements.lunch.value = String(told.lunch);
      form.dataset.lunchSet = "yes";
    }
  }
  showPlan();
  await showQueue();
  showLatest();
}

function showPlan() {
  const here = entries.wall(now()).slice(0, 10);
  const plan = told.day === here ? told.plan : [];
  $("prevu").replaceChildren(...plan.map((one) => line(one.letter, one.title, [one.when])));
  $("rien-prevu").hidden = plan.length > 0;
  $("rien-prevu").textContent =
    told.day && told.day !== here && !navigator.onLine
      ? "Hors ligne : ce qui est prévu aujourd’hui n’est pas connu de ce téléphone."
      : "Aucun tableau publié ne prévoit quelque chose aujourd’hui.";
}

function line(letters, title, words) {
  const li = document.createElement("li");
  const marks = document.createElement("span");
  marks.className = "letters-of";
  marks.ariaHidden = "true";
  for (const letter of letters) {
    const mark = document.createElement("span");
    mark.className = `half-day ${letter}`;
    mark.textContent = letter;
    marks.append(mark);
  }
  const what = document.createElement("span");
  what.className = "what";
  const name = document.createElement("b");
  name.textContent = title;
  what.append(name);
  for (const word of words.filter(Boolean)) {
    const span = document.createElement("span");
    span.textContent = word;
    what.append(" ", span);
  }
  li.append(marks, what);
  return li;
}

function words(item) {
  if (item.type === "arrival") return [label(item.kind), `arrivée ${sayDate(new Date(item.at))} à ${sayTime(new Date(item.at))}`];
  if (item.type === "give-up") return ["Arrivée annulée", ""];
  if (item.type === "correction")
    return [item.to ? `Correction : ${label(item.to.kind)}` : "Annulation", item.to ? hours(item.to) : "", `motif : ${item.reason}`];
  return [label(item.kind), sayDate(new Date(item.from)), hours(item)];
}

const hours = (item) => {
  const [from, to] = [new Date(item.from), new Date(item.to)];
  return `de ${sayTime(from)} à ${sayTime(to)}, ${sayDuration(Math.round((to - from) / 60000) - (item.lunch || 0))}`;
};

async function showQueue() {
  const rows = await store.queue(owner);
  $("attente").hidden = !rows.length;
  $("en-attente").replaceChildren(
    ...rows.map((row) => {
      const [title, ...rest] = words(row.item);
      const li = line("", title, rest);
      if (row.state === "refused") {
        const says = document.createElement("p");
        says.className = "wrong";
        says.textContent = row.says;
        const tools = document.createElement("p");
        tools.className = "toolbar";
        if (row.item.type === "entry") tools.append(gestureButton("Corriger ici", () => openSheet(li, row.item, row)));
        tools.append(gestureButton("Renvoyer", () => retry(row)), gestureButton("Ne pas garder", () => drop(row)));
        li.append(says, tools);
        li.className = "refused";
      }
      return li;
    }),
  );
}

function gestureButton(words, gesture) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", gesture);
  return made;
}

async function retry(row) {
  await store.keep({ ...row, state: "waiting", says: "" });
  await show();
  await go();
}

async function drop(row) {
  if (!confirm("Cette entrée ne sera notée nulle part. L’effacer de ce téléphone ?")) return;
  await store.forget(row.key);
  if (row.item.type === "arrival" && told.arrival && told.arrival.id === row.item.id) {
    told.arrival = null;
    await store.setKnown(told);
  }
  await show();
  await go();
}

function showLatest() {
  const list = $("dernieres");
  const sheetOpen = list.querySelector("form");
  if (sheetOpen) return; // somebody is writing there
  const model = (one) => {
    const li = line(one.letters, one.title, [one.day, one.when]);
    for (const detail of one.details) {
      const span = document.createElement("span");
      span.className = "soft";
      span.textContent = detail;
      li.querySelector(".what").append(" ", span);
    }
    const fix = document.createElement("a");
    fix.className = "button plain";
    fix.href = `/mon-carnet/${encodeURIComponent(one.id)}/corriger`;
    fix.dataset.correct = one.id;
    fix.append("Corriger");
    const unheard = document.createElement("span");
    unheard.className = "unheard";
    unheard.textContent = ` ${one.title} du ${one.day}`;
    fix.append(unheard);
    li.append(fix);
    li.dataset.entry = one.id;
    return li;
  };
  list.replaceChildren(...(told.latest || []).map(model));
  $("rien-note").hidden = Boolean((told.latest || []).length);
}

// ── Without network: a small sheet in place of the pages that are on the site ─────────────────────

async function click(event) {
  const target = event.target.closest("[data-correct], [data-add], #renvoyer");
  if (!target) return;
  if (target.id === "renvoyer") return go();
  if (navigator.onLine && $("reseau").dataset.state !== "offline") return; // the page of the site does more
  event.preventDefault();
  if (target.dataset.correct) {
    const one = told.latest.find((each) => each.id === target.dataset.correct);
    openSheet(target.closest("li"), one.data, null);
  } else openSheet(target.parentElement, null, null);
}

function openSheet(place, facts, row) {
  for (const old of document.querySelectorAll("form.sheet")) old.remove();
  const made = $("fiche").content.cloneNode(true).querySelector("form");
  const fill = (name, value) => (made.elements[name].value = value);
  const moment = now();
  fill("day", facts ? facts.from.slice(0, 10) : entries.wall(moment).slice(0, 10));
  if (facts) {
    fill("kind", facts.kind);
    fill("start", facts.from.slice(11, 16));
    fill("end", facts.to.slice(11, 16));
    fill("lunch", facts.lunch || "");
  }
  const needsReason = Boolean(facts) && !row;
  made.elements.reason.required = needsReason;
  made.querySelector("[data-reason]").hidden = !needsReason;
  made.sheet = { facts, row };
  place.after(made);
  made.elements.start.focus();
}

async function sheet(event) {
  const made = event.target;
  if (!made.sheet) return;
  event.preventDefault();
  if (event.submitter && event.submitter.value === "close") return made.remove();
  const fields = Object.fromEntries(new FormData(made));
  fields.lunch = Number(fields.lunch) || 0;
  const { facts, row } = made.sheet;
  const moment = now();
  if (row) {
    const fixed = { ...entries.typed(facts.id, fields, moment, told.seen) };
    for (const name of ["pause", "out_of_care", "tags", "note", "call_outs"]) if (name in facts) fixed[name] = facts[name];
    await store.keep({ ...row, item: fixed, state: "waiting", says: "" });
  } else if (facts) await put(entries.correction(facts, fields, moment, told.seen));
  else await put(entries.typed(entries.newId(), fields, moment, told.seen));
  made.remove();
  await show();
  await go();
}

start();
