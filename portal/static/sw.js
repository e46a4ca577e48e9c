// Without a network: the page that lists this device's drafts.
const FILES = [];
addEventListener("install", (event) => event.waitUntil(caches.open("remiss").then((kept) => kept.addAll(FILES))));
addEventListener("fetch", (event) => {
  const { request } = event, page = FILES[+request.url.includes("/portal/en/")];
  if (request.destination) event.respondWith(fetch(request).catch(() => caches.match(request.mode === "navigate" ? page : request)));
});
