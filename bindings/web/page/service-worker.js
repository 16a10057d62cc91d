// Keeps the files of the page, and nothing else, so that it opens without a network. pack/src/main.rs fills in sum and names.

const CACHE = "ascribe-{SUM}";
const FILES = "{FILES}";

addEventListener("install", (event) => {
  const files = FILES.map((name) => new Request(name, { cache: "no-cache" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(files)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("ascribe-") && name !== CACHE;
  const gone = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(gone.then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  const asked = request.mode === "navigate" && address.pathname.endsWith("/") ? new URL("index.html", address) : request;
  event.respondWith(
    caches.open(CACHE).then(async (cache) => (await cache.match(asked, { ignoreSearch: true })) ?? fetch(request)),
  );
});
