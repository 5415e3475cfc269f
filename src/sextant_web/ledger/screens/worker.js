// Keeps the shell of « Ma journée » on the phone. Nothing of anybody is ever put in a cache: entries live in
// IndexedDB (store.js), pages of the person always come from the site.
const VERSION = "sextant-{{ version }}";
const PAGE = "{{ page }}";
const DAY = "{{ day }}";
const FILES = [{% for file in files %}"{{ file }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(VERSION);
    await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload", credentials: "omit" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("sextant-") && name !== VERSION);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === DAY || url.pathname === PAGE) event.respondWith(page(request));
    return;
  }
  if (FILES.includes(url.pathname)) event.respondWith(file(request, url.pathname));
});

// The page from the site while it answers within a few seconds; else the shell, which fills itself.
async function page(request) {
  const shell = async () => (await caches.match(PAGE)) || Response.error();
  try {
    const late = new Promise((resolve) => setTimeout(resolve, 4000));
    const answer = await Promise.race([fetch(request), late]);
    if (!answer || answer.status >= 502) return await shell();
    return answer;
  } catch {
    return await shell();
  }
}

async function file(request, path) {
  return (await caches.match(path)) || fetch(request);
}
