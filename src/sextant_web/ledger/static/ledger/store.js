// What this phone keeps: things noted and not sent yet, and what it last knew of the person (plan, last entries).
// Each row names its owner: another account that signs in on the same phone neither sees nor sends it.

const NAME = "sextant";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("queue", { keyPath: "key" });
      asked.result.createObjectStore("known", { keyPath: "owner" });
      asked.result.createObjectStore("state");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
}

// One gesture on one table; the promise is kept once it is on the disk.
async function table(name, mode, gesture) {
  const base = await open();
  try {
    return await new Promise((resolve, reject) => {
      const work = base.transaction(name, mode, { durability: "strict" });
      const asked = gesture(work.objectStore(name));
      work.oncomplete = () => resolve(asked.result);
      work.onerror = work.onabort = () => reject(work.error);
    });
  } finally {
    base.close();
  }
}

export const usable = async () => {
  try {
    await table("state", "readwrite", (rows) => rows.put(Date.now(), "tried"));
    return true;
  } catch {
    return false;
  }
};

export const owner = () => table("state", "readonly", (rows) => rows.get("owner"));
export const setOwner = (id) => table("state", "readwrite", (rows) => rows.put(id, "owner"));

// {key, owner, item, state: "waiting" | "refused", says, made}
export async function queue(of) {
  const rows = await table("queue", "readonly", (all) => all.getAll());
  return rows.filter((row) => row.owner === of).sort((a, b) => a.made - b.made);
}
export const keep = (row) => table("queue", "readwrite", (rows) => rows.put(row));
export const forget = (key) => table("queue", "readwrite", (rows) => rows.delete(key));

export async function known(of) {
  const found = of && (await table("known", "readonly", (rows) => rows.get(of)));
  return found || { owner: of, day: "", plan: [], latest: [], lunch: 0, arrival: null, seen: "", shift: 0 };
}
export const setKnown = (row) => table("known", "readwrite", (rows) => rows.put(row));

// After signing out: nothing of anybody stays. The worker goes too: the next sign-in puts it back, with its shell.
export async function wipe() {
  if (navigator.serviceWorker) {
    for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  }
  if (self.caches) {
    for (const name of await caches.keys()) if (name.startsWith("sextant-")) await caches.delete(name);
  }
  await new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = resolve;
  });
}
