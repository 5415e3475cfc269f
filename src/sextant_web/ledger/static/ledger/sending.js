// Sends what waits. Every answer names the thing it is about; what got no answer stays, and is sent again.
import * as store from "./store.js";

const AT_ONCE = 50;

const cookie = () => (document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/) || [])[1] || "";

async function ask(address, options) {
  const answer = await fetch(address, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...options });
  if (answer.type === "opaqueredirect") return { state: "signed-out" };
  return { state: answer.status === 200 ? "ok" : "trouble", status: answer.status, answer };
}

async function post(addresses, body) {
  const once = () =>
    ask(addresses.sync, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie() },
      body: JSON.stringify(body),
    });
  let told = await once();
  if (told.status === 403) {
    // The token was renewed since: ask for the new one, once.
    const renewed = await ask(addresses.token, {});
    if (renewed.state !== "ok") return renewed;
    told = await once();
  }
  return told;
}

// {state: ok | offline | signed-out | clock | other | trouble, says, gap, known}
export async function send(owner, addresses, told) {
  const rows = (await store.queue(owner)).filter((row) => row.state === "waiting");
  let last = { state: "ok" };
  try {
    for (let from = 0; from === 0 || from < rows.length; from += AT_ONCE) {
      const some = rows.slice(from, from + AT_ONCE);
      const body = {
        owner, clock: new Date().toISOString(), shift: told.shift || 0, items: some.map((row) => row.item),
      };
      const { state, status, answer } = await post(addresses, body);
      if (state === "signed-out") return { state };
      const data = await answer.json().catch(() => ({}));
      if (state !== "ok") return { state: status === 409 ? "other" : "trouble", says: data.says };
      if (data.clock) return { state: "clock", says: data.clock, gap: data.gap, now: data.now, known: data.known };
      for (let index = 0; index < some.length; index += 1) await settle(some[index], data.answers[index]);
      last = { state: "ok", known: data.known, gap: data.gap, now: data.now };
    }
    return last;
  } catch {
    return { state: "offline" };
  }
}

async function settle(row, answer) {
  if (!answer) return;
  if (answer.state === "accepted" || answer.state === "already") return store.forget(row.key);
  return store.keep({ ...row, state: "refused", says: answer.says });
}
