// On the way out: whoever still has something to send is told, then nothing of anybody stays on this phone.
import * as store from "./store.js";

if (document.querySelector("[data-wipe]") && window.indexedDB) store.wipe().catch(() => {}); // the account is erased

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", async (event) => {
    if (form.dataset.clean || !window.indexedDB) return;
    event.preventDefault();
    const owner = await store.owner().catch(() => null);
    const rows = owner ? await store.queue(owner).catch(() => []) : [];
    const many = rows.length > 1 ? `${rows.length} entrées n’ont pas été envoyées` : "Une entrée n’a pas été envoyée";
    const says = `${many}. Se déconnecter les efface de ce téléphone. Se déconnecter quand même ?`;
    if (rows.length && !confirm(says)) return;
    await store.wipe().catch(() => {});
    form.dataset.clean = "yes";
    form.requestSubmit();
  });
}
