// Shows only the fields that the chosen kind needs; without a script, all of them are there.
const ABSENCES = ["conge", "maladie", "formation-syndicale"];

for (const form of document.querySelectorAll("[data-entry-form]")) {
  const kind = form.elements.kind;
  const show = () => {
    const absent = ABSENCES.includes(kind.value);
    for (const part of form.querySelectorAll("[data-hours]")) part.hidden = absent;
    for (const part of form.querySelectorAll("[data-absence]")) part.hidden = !absent;
    for (const part of form.querySelectorAll("[data-of]")) part.hidden = part.dataset.of !== kind.value;
    const calls = form.querySelector("details[data-of]");
    if (calls && kind.value === "astreinte") calls.open = true;
  };
  kind.addEventListener("change", show);
  show();
}
