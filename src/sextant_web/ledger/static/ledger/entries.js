// From taps to what is sent. The clock is the phone's, moved by the shift that its person chose, if any.
const NIGHT = ["garde-nuit", "demi-garde"];
const ABSENCES = ["conge", "maladie", "formation-syndicale"];
export const LONGEST_STAGE = 14 * 60;

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "Europe/Paris";

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return "p-" + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// « 2026-11-04T08:27+01:00 »: the clock on the wall, and its offset.
export function wall(when) {
  const two = (number) => String(Math.abs(number)).padStart(2, "0");
  const east = -when.getTimezoneOffset();
  const day = `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  const offset = `${east < 0 ? "-" : "+"}${two(Math.trunc(east / 60))}:${two(east % 60)}`;
  return `${day}T${two(when.getHours())}:${two(when.getMinutes())}${offset}`;
}

export const stamp = (when) => when.toISOString().slice(0, 19) + "Z";

const minutesOf = (when) => Math.floor(when.getTime() / 60000);

export function arrival(kind, now, seen) {
  return { type: "arrival", id: newId(), kind, at: wall(now), zone: zone(), calls: [], recorded_at: stamp(now), seen };
}

// Two half-days from the morning to the evening; what is shorter says it by its hours.
export function halfDays(start, end) {
  const clock = start.getHours() * 60 + start.getMinutes();
  const over = minutesOf(end) - minutesOf(start) + clock;
  return clock < 750 && over >= 960 ? 2 : null;
}

// The entries of an arrival and a departure; « more » are lunch, pause, out_of_care, tags, note, garde_from (Date).
export function leave(open, now, more, seen) {
  const start = new Date(open.at);
  const end = more.garde_from || now;
  const entry = {
    type: "entry", id: open.id, kind: open.kind, from: wall(start), to: wall(end), zone: zone(),
    source: "pointage", recorded_at: stamp(now), seen,
  };
  if (open.kind === "stage") {
    const half = halfDays(start, end);
    if (half) entry.half_days = half;
    if (half && more.lunch) entry.lunch = more.lunch;
  }
  for (const name of ["pause", "out_of_care"]) if (more[name] !== null && more[name] !== undefined) entry[name] = more[name];
  if (more.tags && more.tags.length) entry.tags = more.tags;
  if (more.note) entry.note = more.note;
  if (open.kind === "astreinte" && open.calls.length) {
    entry.call_outs = open.calls.map((call) => ({ to: wall(now), ...call }));
  }
  if (!more.garde_from) return [entry];
  const garde = {
    type: "entry", id: open.id + "-g", kind: "garde-nuit", from: wall(end), to: wall(now), zone: zone(),
    source: "pointage", recorded_at: stamp(now), seen,
  };
  return [entry, garde];
}

// From a small form: kind, day (yyyy-mm-dd), start and end (hh:mm), lunch (minutes).
export function typed(id, fields, now, seen) {
  const [year, month, day] = fields.day.split("-").map(Number);
  const at = (clock, more) => {
    const [hour, minute] = clock.split(":").map(Number);
    return new Date(year, month - 1, day + more, hour, minute);
  };
  if (ABSENCES.includes(fields.kind)) fields = { ...fields, start: "08:30", end: "18:30" };
  const after = NIGHT.includes(fields.kind) && fields.start < "12:00" ? 1 : 0;
  const start = at(fields.start, after);
  let end = at(fields.end, after);
  if (end <= start) end = at(fields.end, after + 1);
  const entry = {
    type: "entry", id, kind: fields.kind, from: wall(start), to: wall(end), zone: zone(),
    source: "saisie", recorded_at: stamp(now), seen,
  };
  const half = fields.kind === "stage" && halfDays(start, end);
  if (half) entry.half_days = half;
  if (half && fields.lunch) entry.lunch = fields.lunch;
  return entry;
}

// « facts » are those of the entry as it stands: what the small form does not ask is kept.
export function correction(facts, fields, now, seen) {
  const to = typed(facts.id, fields, now, "");
  for (const name of ["pause", "out_of_care", "tags", "note", "asked_by", "line", "site", "consent", "no_senior", "call_outs", "imposed"])
    if (name in facts) to[name] = facts[name];
  to.recorded_at = facts.recorded_at;
  to.source = facts.source;
  delete to.seen;
  return { type: "correction", id: newId(), corrects: facts.id, to, reason: fields.reason, recorded_at: stamp(now), seen };
}

// The hours of what was noted with a clock that was wrong, moved by so many seconds.
export function moved(item, seconds) {
  const move = (text, write) => write(new Date(new Date(text).getTime() + seconds * 1000));
  const found = { ...item, recorded_at: move(item.recorded_at, stamp) };
  if (item.type === "arrival") {
    found.at = move(item.at, wall);
    found.calls = item.calls.map((call) => ({ ...call, from: move(call.from, wall), ...(call.to ? { to: move(call.to, wall) } : {}) }));
  }
  if (item.source === "pointage") {
    found.from = move(item.from, wall);
    found.to = move(item.to, wall);
    if (item.call_outs)
      found.call_outs = item.call_outs.map((call) => ({ ...call, from: move(call.from, wall), to: move(call.to, wall) }));
  }
  return found;
}
