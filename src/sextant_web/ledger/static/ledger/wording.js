// French as it is said: « 8 h 27 », « lundi 2 novembre 2026 », « 10 h 15 », narrow no-break spaces included.
const NARROW = "\u202f";

export const sayTime = (when) => {
  const minutes = when.getMinutes();
  return `${when.getHours()}${NARROW}h` + (minutes ? NARROW + String(minutes).padStart(2, "0") : "");
};

export const sayDate = (when) =>
  new Intl.DateTimeFormat("fr-FR", { weekday: "long", day: "numeric", month: "long", year: "numeric" })
    .format(when)
    .replace(/(^|\s)1 /, "$11er ");

export const sayDuration = (minutes) => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours && rest) return `${rest}${NARROW}min`;
  return `${hours}${NARROW}h` + (rest ? NARROW + String(rest).padStart(2, "0") : "");
};

export const sayCount = (count, one) => `${count} ${one}${count > 1 ? "s" : ""}`;
